-- One row per block (of one level): organisations visited at least once, of how many.
WITH orgs AS (
  SELECT o.*, o.unit IN (
    SELECT v.unit FROM visits_newest($as_of, $known_at) v WHERE v.visited_on <= $as_of) AS visited
  FROM orgs_at($as_of, $known_at) o WHERE o.status IS DISTINCT FROM 'cancelled_reorg')
SELECT block, count(*) FILTER (WHERE visited)::INTEGER AS visited, count(*)::INTEGER AS total,
  percent(count(*) FILTER (WHERE visited), count(*)) AS percent, level
FROM orgs GROUP BY block, level ORDER BY level DESC, min(ordinal) NULLS LAST, block
