-- One row per organisation nobody has visited yet; told to stop: not listed.
SELECT unit, name, block, state, CASE WHEN NOT held THEN booked_on END AS scheduled_on, level
FROM states_at($as_of, $known_at)
WHERE NOT stopped AND unit NOT IN (FROM visited_at($as_of, $known_at))
ORDER BY level DESC, ordinal NULLS LAST, unit
