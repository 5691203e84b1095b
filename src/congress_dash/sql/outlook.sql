-- When the congresses still to come may be held (docs/du-bao.md): the days told before, how far off
-- they turned out to be, and the days told now moved by as much. d and n as in books.sql.

-- One row per organisation × form × day that it was told for, in time: not after that day, and
-- before the congress.
CREATE MACRO told_days(d, n) AS TABLE
  WITH told AS (
    SELECT key AS unit, 'schedule' AS form, as_of, booked_on AS told_on FROM (
      SELECT b.key, u.as_of, b.booked_on, upload FROM books.bookings b JOIN live_in_cycle(d, n) u USING (upload)
      UNION ALL BY NAME SELECT * EXCLUDE (struck) FROM struck_keys('schedule', d, n))
    QUALIFY row_number() OVER (PARTITION BY key, as_of ORDER BY upload DESC) = 1
    UNION ALL SELECT key, 'progress', as_of, planned_to FROM progress_reports(d, n))
  SELECT DISTINCT t.unit, t.form, t.told_on,
    CASE WHEN w.counts_from <= d THEN w.counts_from END AS held_on
  FROM told t LEFT JOIN progress_newest(d, n) w ON w.key = t.unit
  WHERE t.as_of <= d AND t.told_on >= t.as_of AND NOT coalesce(w.counts_from <= least(t.as_of, d), FALSE);

-- Every day from the first one that matters to far enough ahead; number: how many days without a
-- pause there were up to it; from_number: the same of the first day from it on that is no pause.
CREATE MACRO active_days(d, n) AS TABLE
  WITH edges AS (
    SELECT min(day) AS first, max(day) AS last FROM (
      SELECT CAST(d AS DATE) AS day UNION ALL
      SELECT unnest([told_on, held_on]) FROM told_days(d, n))),
  stops AS (SELECT coalesce(sum(ends_on - starts_on + 1), 0) AS days FROM pauses_at(n)),
  days AS (
    SELECT CAST(unnest(generate_series(
      first - 1, last + CAST(3 * (last - first) + days + 60 AS INTEGER), INTERVAL 1 DAY)) AS DATE) AS day
    FROM edges, stops),
  marked AS (
    SELECT day, EXISTS (SELECT 1 FROM pauses_at(n) p WHERE day BETWEEN p.starts_on AND p.ends_on) AS is_paused
    FROM days)
  SELECT *, number + is_paused::INTEGER AS from_number
  FROM (SELECT *, (count(*) FILTER (WHERE NOT is_paused) OVER (ORDER BY day))::INTEGER AS number FROM marked);

-- Every organisation of a level that was not told to stop, of whatever view is chosen: how far off
-- days were is seen in the whole province. told_on: the day that it is expected on, if still ahead.
CREATE MACRO expected_at(d, n) AS TABLE
  SELECT o.unit, level_of(o.scope) AS level,
    CASE WHEN b.booked_on >= d THEN b.booked_on END AS booked_on,
    CASE WHEN b.booked_on >= d THEN b.booked_on
         WHEN coalesce(p.status, o.status) IS NULL AND p.planned_to >= d THEN p.planned_to END AS told_on,
    coalesce(p.status, o.status) IS NULL AND coalesce(p.planned_to < d, FALSE) AS is_overdue
  FROM catalogue_at(d, n) o
  LEFT JOIN progress_at(d, n) p ON p.key = o.unit
  LEFT JOIN bookings_at(d, n) b ON b.key = o.unit
  WHERE o.scope IN ('direct', 'coordinated') AND coalesce(p.status, o.status) IS DISTINCT FROM 'cancelled_reorg';

-- The slip that part of whole of the slips do not exceed, one more being thought of as unseen: it
-- is further off than the worst by as much as the worst is than the middle one, by a week at least.
CREATE MACRO slip_of(slips, part, whole) AS
  CASE WHEN (part * (len(slips) + 1) + whole - 1) // whole <= len(slips)
    THEN slips[(part * (len(slips) + 1) + whole - 1) // whole]
    ELSE slips[len(slips)] + greatest(7, slips[len(slips)] - slips[(len(slips) + 1) // 2]) END;

-- One row per organisation still to meet, of the view: the day booked, the day told, and the days
-- it may be held on if all of them slip little (soon_on), as usual (likely_on) or much (late_on).
-- Without a day that still lies ahead: a planned one that has passed is taken for today, none for the
-- latest told. why_not: too little is known for such days.
CREATE MACRO outlook_at(d, n) AS TABLE
  WITH days AS (SELECT * FROM active_days(d, n)), wanted AS (SELECT * FROM expected_at(d, n)),
  today AS (SELECT number AS now FROM days WHERE day = d),
  still_open AS (
    SELECT o.unit, o.level, o.not_reported, e.booked_on, e.told_on, e.is_overdue,
      CASE WHEN e.booked_on IS NULL THEN 'progress' ELSE 'schedule' END AS form,
      CASE WHEN e.told_on IS NULL AND e.is_overdue THEN today.now ELSE told.from_number END AS number
    FROM orgs_at(d, n) o JOIN wanted e USING (unit) CROSS JOIN today
    LEFT JOIN days told ON told.day = e.told_on
    WHERE NOT o.held),
  placed AS (
    SELECT * REPLACE (coalesce(number, max(number) OVER (PARTITION BY level), now) AS number),
      now, count(*) OVER (PARTITION BY level) AS remaining,
      count(*) FILTER (WHERE told_on IS NULL AND NOT is_overdue) OVER (PARTITION BY level) AS dayless
    FROM still_open CROSS JOIN today),
  -- By how many days without a pause congresses missed the days they were told for, least first.
  -- One not held since counts as held on the day expected now or, without such a day, today; of a
  -- day in a pause that still lasts nothing is known yet.
  missed AS (
    SELECT e.level, t.form,
      CASE WHEN t.held_on IS NOT NULL THEN held.number ELSE greatest(now, coalesce(ahead.from_number, 0)) END
        - told.from_number AS slip
    FROM told_days(d, n) t JOIN wanted e USING (unit) CROSS JOIN today
    JOIN days told ON told.day = t.told_on
    LEFT JOIN days held ON held.day = t.held_on
    LEFT JOIN days ahead ON ahead.day = e.told_on
    WHERE t.held_on IS NOT NULL OR (t.told_on < d AND told.from_number <= now)),
  own AS (SELECT level, form, list_sort(list(slip)) AS slips FROM missed GROUP BY level, form),
  together AS (SELECT level, list_sort(list(slip)) AS slips FROM missed GROUP BY level),
  judged AS (
    SELECT p.*, coalesce(len(t.slips), 0) AS seen,
      CASE WHEN len(s.slips) >= threshold('outlook_slips') THEN s.slips ELSE t.slips END AS slips,
      CASE WHEN coalesce(len(t.slips), 0) < threshold('outlook_slips') THEN 'few_slips'
           WHEN 100 * p.dayless > threshold('outlook_dayless') * p.remaining THEN 'few_days' END AS why_not
    FROM placed p LEFT JOIN together t USING (level) LEFT JOIN own s USING (level, form)),
  moved AS (
    SELECT *, greatest(now + 1, number + slip_of(slips, 1, 10)) AS soon,
      greatest(now + 1, number + slip_of(slips, 1, 2)) AS likely,
      greatest(now + 1, number + slip_of(slips, remaining + 2, remaining + 4)) AS late
    FROM judged)
  SELECT m.unit, m.level, m.not_reported, m.booked_on, m.told_on, m.seen, m.why_not,
    CASE WHEN m.why_not IS NULL THEN a.day END AS soon_on,
    CASE WHEN m.why_not IS NULL THEN b.day END AS likely_on,
    CASE WHEN m.why_not IS NULL THEN c.day END AS late_on
  FROM moved m
  LEFT JOIN days a ON a.number = m.soon AND NOT a.is_paused
  LEFT JOIN days b ON b.number = m.likely AND NOT b.is_paused
  LEFT JOIN days c ON c.number = m.late AND NOT c.is_paused;
