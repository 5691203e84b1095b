-- One row per organisation known at both moments whose state differs: before at ($was_as_of,
-- $was_known_at), after at ($as_of, $known_at).
SELECT now.unit, now.level, was.state AS before, now.state AS after
FROM states_at($as_of, $known_at) now JOIN states_at($was_as_of, $was_known_at) was USING (unit)
WHERE now.state <> was.state
ORDER BY now.unit
