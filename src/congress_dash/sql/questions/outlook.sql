-- One row per deadline of a level: how many have met, are booked before it, are not booked, are at
-- risk of missing it; the day all will have met (likely_done_on) and its 80 % interval; how many will
-- have met by the deadline, at least, as is likely, at most. why_not: few_slips, few_days
-- (too little is known for such days), counts_only (sub-cells: numbers, no days). Method: docs/du-bao.md.
WITH orgs AS (SELECT * FROM orgs_at($as_of, $known_at)),
ahead AS (SELECT * FROM outlook_at($as_of, $known_at)),
levels AS (SELECT * FROM counted_levels() JOIN deadlines_at($as_of, $known_at) USING (level)),
counts AS (
  SELECT level, count(*) FILTER (WHERE NOT stopped) AS total, count(*) FILTER (WHERE stopped) AS excluded,
    count(*) FILTER (WHERE held AND NOT stopped) AS held,
    max(held_on) FILTER (WHERE held AND NOT stopped) AS last_held
  FROM orgs GROUP BY level),
expected AS (
  SELECT a.level,
    count(*) FILTER (WHERE a.booked_on <= l.deadline) AS registered_before,
    count(*) FILTER (WHERE a.booked_on > l.deadline) AS registered_after,
    count(*) FILTER (WHERE a.booked_on IS NULL) AS unregistered,
    count(*) FILTER (WHERE a.told_on IS NULL OR a.told_on > l.deadline OR coalesce(a.likely_on > l.deadline, FALSE)) AS at_risk,
    max(a.soon_on) AS earliest, max(a.likely_on) AS likely, max(a.late_on) AS latest,
    count(*) FILTER (WHERE a.late_on <= l.deadline) AS more_low,
    count(*) FILTER (WHERE a.likely_on <= l.deadline) AS more_likely,
    count(*) FILTER (WHERE a.soon_on <= l.deadline) AS more_high,
    max(a.seen) AS seen, max(a.why_not) AS why_not
  FROM ahead a JOIN levels l USING (level) GROUP BY a.level),
by_org AS (
  SELECT l.level, coalesce(c.total, 0) AS total, coalesce(c.held, 0) AS held, coalesce(c.excluded, 0) AS excluded,
    coalesce(e.registered_before, 0) AS registered_before, coalesce(e.unregistered, 0) AS unregistered,
    CASE WHEN e.level IS NULL THEN c.last_held ELSE e.likely END AS likely_done_on,
    coalesce(e.at_risk, 0) AS at_risk,
    CASE WHEN e.level IS NULL THEN c.last_held ELSE e.earliest END AS earliest,
    CASE WHEN e.level IS NULL THEN c.last_held ELSE e.latest END AS latest,
    coalesce(e.registered_after, 0) AS registered_after, e.why_not, coalesce(e.seen, 0) AS seen,
    CASE WHEN e.why_not IS NULL THEN coalesce(c.held, 0) + coalesce(e.more_low, 0) END AS done_low,
    CASE WHEN e.why_not IS NULL THEN coalesce(c.held, 0) + coalesce(e.more_likely, 0) END AS done_likely,
    CASE WHEN e.why_not IS NULL THEN coalesce(c.held, 0) + coalesce(e.more_high, 0) END AS done_high
  FROM levels l LEFT JOIN counts c USING (level) LEFT JOIN expected e USING (level)
  WHERE l.level IN ('grassroots', 'coordinated')),
by_sub_cells AS (
  SELECT l.level, coalesce(sum(o.sub_cells) FILTER (WHERE NOT o.stopped), 0) AS total,
    coalesce(sum(o.sub_cells_held) FILTER (WHERE NOT o.stopped), 0) AS held,
    coalesce(sum(o.sub_cells) FILTER (WHERE o.stopped), 0) AS excluded, 'counts_only' AS why_not
  FROM levels l LEFT JOIN orgs o ON l.level = sub_cell_level(o.level)
  WHERE l.level IN ('sub_cell', 'coordinated_sub_cell') GROUP BY l.level)
SELECT s.level, l.deadline, s.total::INTEGER AS total, s.held::INTEGER AS held,
  s.registered_before::INTEGER AS registered_before, s.unregistered::INTEGER AS unregistered,
  s.likely_done_on, s.at_risk::INTEGER AS at_risk, s.earliest, s.latest,
  s.done_low::INTEGER AS done_low, s.done_likely::INTEGER AS done_likely, s.done_high::INTEGER AS done_high,
  s.registered_after::INTEGER AS registered_after, s.excluded::INTEGER AS excluded, s.seen::INTEGER AS seen, s.why_not
FROM (SELECT * FROM by_org UNION ALL BY NAME SELECT * FROM by_sub_cells) s JOIN levels l USING (level)
ORDER BY l.l
