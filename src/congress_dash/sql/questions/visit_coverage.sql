-- One row per block (of one level): organisations visited at least once, of how many; those told to
-- stop are left out of both.
WITH orgs AS (
  SELECT o.*, o.unit IN (
    SELECT v.unit FROM visits_newest($as_of, $known_at) v WHERE v.visited_on <= $as_of) AS visited
  FROM orgs_at($as_of, $known_at) o),
counted AS (SELECT *, coalesce(status = 'cancelled_reorg', FALSE) AS stopped FROM orgs)
SELECT block, count(*) FILTER (WHERE visited AND NOT stopped)::INTEGER AS visited,
  count(*) FILTER (WHERE NOT stopped)::INTEGER AS total,
  percent(count(*) FILTER (WHERE visited AND NOT stopped), count(*) FILTER (WHERE NOT stopped)) AS percent, level,
  count(*) FILTER (WHERE stopped)::INTEGER AS excluded
FROM counted GROUP BY block, level ORDER BY level DESC, min(ordinal) NULLS LAST, block
