-- One row per block (of one level): organisations visited at least once, of how many; those told to
-- stop are left out of both.
WITH counted AS (
  SELECT *, unit IN (FROM visited_at($as_of, $known_at)) AS visited FROM orgs_at($as_of, $known_at))
SELECT block, count(*) FILTER (WHERE visited AND NOT stopped)::INTEGER AS visited,
  count(*) FILTER (WHERE NOT stopped)::INTEGER AS total,
  percent(count(*) FILTER (WHERE visited AND NOT stopped), count(*) FILTER (WHERE NOT stopped)) AS percent, level,
  count(*) FILTER (WHERE stopped)::INTEGER AS excluded
FROM counted GROUP BY block, level ORDER BY level DESC, min(ordinal) NULLS LAST, block
