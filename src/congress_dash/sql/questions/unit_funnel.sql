-- One row per organisation not told to stop: the rung it stands on (its state), since when and for how
-- many days (no day: the rung has none); whose word it waits for ('approved': submitted, not approved;
-- 'scheduled': approved, no day booked), since when and for how many days.
SELECT s.unit, s.name, s.block, s.state AS rung, since, date_diff('day', since, $as_of)::INTEGER AS days,
  w.waits_for, w.waits_since, date_diff('day', w.waits_since, $as_of)::INTEGER AS waits_days, s.level
FROM (
  SELECT *, CASE state WHEN 'planned' THEN plan_issued_on WHEN 'submitted' THEN submitted_on
    WHEN 'approved' THEN approved_on WHEN 'held' THEN held_on WHEN 'reported' THEN reported_on
    WHEN 'ratified' THEN ratified_on END AS since
  FROM states_at($as_of, $known_at) WHERE NOT stopped) s
LEFT JOIN waits_at($as_of, $known_at) w USING (unit)
ORDER BY s.level DESC, s.ordinal NULLS LAST, s.unit
