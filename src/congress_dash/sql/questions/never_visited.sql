-- One row per organisation nobody has visited yet; told to stop: not listed.
SELECT unit, name, block, state, CASE WHEN NOT held THEN booked_on END AS scheduled_on, level
FROM states_at($as_of, $known_at)
WHERE status IS DISTINCT FROM 'cancelled_reorg' AND unit NOT IN (
  SELECT v.unit FROM visits_newest($as_of, $known_at) v WHERE v.visited_on <= $as_of)
ORDER BY level DESC, ordinal NULLS LAST, unit
