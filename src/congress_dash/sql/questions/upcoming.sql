-- One row per congress booked for the days ahead or under way by its booking (macro upcoming_at), with
-- who attends (attending: roles in the order written, by `; `), who is wanted elsewhere at the same time
-- (clash_who) by which organisations (clash_with), and what is missing.
SELECT * EXCLUDE (ordinal)
FROM upcoming_at($as_of, $known_at)
ORDER BY date, CASE session WHEN 'afternoon' THEN 2 ELSE 1 END, level DESC, ordinal NULLS LAST, unit
