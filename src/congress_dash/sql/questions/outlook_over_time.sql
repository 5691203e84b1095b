-- One row per day × level for which enough is known: how many will have met by then, at least (low),
-- as is likely, at most (high). Days: as_of, then every Sunday, the deadline and the edges of pauses,
-- until all have met. Method: docs/du-bao.md.
WITH ahead AS (SELECT * FROM outlook_at($as_of, $known_at) WHERE why_not IS NULL),
levels AS (
  SELECT a.level, d.deadline, max(a.late_on) AS latest,
    (SELECT count(*) FROM orgs_at($as_of, $known_at) o
     WHERE o.level = a.level AND o.held AND NOT o.stopped) AS held
  FROM ahead a LEFT JOIN deadlines_at($as_of, $known_at) d USING (level) GROUP BY a.level, d.deadline),
days AS (
  SELECT level, CAST($as_of AS DATE) + i::INTEGER AS date
  FROM levels, generate_series(0, greatest(latest, deadline) - CAST($as_of AS DATE) + 6) s(i)),
kept AS (
  SELECT k.* FROM days k JOIN levels l USING (level)
  WHERE (k.date = $as_of OR k.date = l.deadline OR dayofweek(k.date) = 0 OR EXISTS (
      SELECT 1 FROM pauses_at($known_at) p WHERE k.date IN (p.starts_on - 1, p.ends_on)))
    AND k.date - 6 <= greatest(l.latest, l.deadline)),
counted AS (
  SELECT k.date, k.level,
    count(*) FILTER (WHERE a.late_on <= k.date) AS low,
    count(*) FILTER (WHERE a.likely_on <= k.date) AS likely,
    count(*) FILTER (WHERE a.soon_on <= k.date) AS high
  FROM kept k JOIN ahead a USING (level) GROUP BY k.date, k.level)
SELECT c.date, c.level, (l.held + c.low)::INTEGER AS low, (l.held + c.likely)::INTEGER AS likely,
  (l.held + c.high)::INTEGER AS high
FROM counted c JOIN levels l USING (level)
ORDER BY c.level DESC, c.date
