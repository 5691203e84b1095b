-- One row per week end (Sunday) × level: held up to that day (no value for weeks after as_of),
-- planned and registered up to it, the total on as_of, the level's deadline, and how many were told
-- to stop and left the total. Sub-cells are counts and have neither plan nor registration.
WITH followed AS (SELECT * FROM orgs_at($as_of, $known_at)),
orgs AS (
  SELECT o.*, b.booked_on FROM followed o
  LEFT JOIN bookings_at($as_of, $known_at) b ON b.key = o.unit
  WHERE NOT stopped),
left_out AS (
  SELECT level, count(*) AS excluded FROM followed WHERE stopped GROUP BY level
  UNION ALL
  SELECT sub_cell_level(level), sum(sub_cells)
  FROM followed WHERE stopped GROUP BY level),
deadlines AS (SELECT * FROM deadlines_at($as_of, $known_at)),
span AS (
  SELECT min(day) FILTER (WHERE is_past) AS first, max(day) AS last FROM (
    SELECT min(as_of) AS day, TRUE AS is_past FROM progress_reports($as_of, $known_at) WHERE as_of <= $as_of
    UNION ALL SELECT min(held_on), TRUE FROM orgs WHERE held
    UNION ALL SELECT CAST($as_of AS DATE), TRUE
    UNION ALL SELECT max(planned_to), FALSE FROM orgs
    UNION ALL SELECT max(booked_on), FALSE FROM orgs
    UNION ALL SELECT max(deadline), FALSE FROM deadlines WHERE level IN ('grassroots', 'coordinated'))),
weeks AS (
  SELECT CAST(w + INTERVAL 6 DAY AS DATE) AS date, CAST(w AS DATE) AS monday
  FROM span, generate_series(date_trunc('week', first), date_trunc('week', last), INTERVAL 7 DAY) s(w)
  WHERE first IS NOT NULL),
by_org AS (
  SELECT w.date, o.level,
    count(*) FILTER (WHERE o.held AND o.held_on <= w.date) AS held,
    count(*) FILTER (WHERE o.planned_to <= w.date) AS planned,
    count(*) FILTER (WHERE o.held AND o.held_on <= w.date
                        OR NOT o.held AND o.booked_on >= $as_of AND o.booked_on <= w.date) AS registered,
    count(*) AS total
  FROM weeks w CROSS JOIN orgs o GROUP BY ALL),
each_told AS (
  SELECT w.date, p.key, arg_max_null(p.sub_cells_held, p.as_of) AS held
  FROM weeks w JOIN progress_reports($as_of, $known_at) p ON p.as_of <= least(w.date, $as_of)
  GROUP BY ALL),
parted AS (
  SELECT t.date, p.ended, sum(greatest(coalesce(t.held, 0) - p.sub_cells_held, 0)) AS held
  FROM parted_at($as_of, $known_at) p JOIN each_told t ON t.key = p.other GROUP BY t.date, p.ended),
told AS (
  SELECT t.date, coalesce(j.unit, t.key) AS key,
    sum(CASE WHEN j.ended IS NULL THEN t.held ELSE greatest(t.held - coalesce(x.held, 0), 0) END) AS held
  FROM each_told t LEFT JOIN carried_cells_at($as_of, $known_at) j ON j.ended = t.key
  LEFT JOIN parted x ON x.ended = t.key AND x.date = t.date
  GROUP BY ALL),
by_sub_cells AS (
  SELECT w.date, sub_cell_level(o.level) AS level,
    sum(coalesce(t.held, 0)) AS held, NULL::BIGINT AS planned, NULL::BIGINT AS registered, sum(o.sub_cells) AS total
  FROM weeks w CROSS JOIN orgs o LEFT JOIN told t ON t.date = w.date AND t.key = o.unit GROUP BY ALL)
SELECT s.date, s.level,
  CASE WHEN w.monday <= $as_of THEN s.held END::INTEGER AS held, s.planned::INTEGER AS planned,
  CASE WHEN s.date >= $as_of THEN s.registered END::INTEGER AS registered, s.total::INTEGER AS total, d.deadline,
  coalesce(x.excluded, 0)::INTEGER AS excluded
FROM (SELECT * FROM by_org UNION ALL BY NAME SELECT * FROM by_sub_cells) s
JOIN weeks w USING (date) JOIN counted_levels() USING (level) LEFT JOIN deadlines d USING (level)
LEFT JOIN left_out x USING (level)
ORDER BY l, s.date
