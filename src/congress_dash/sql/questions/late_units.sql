-- One row per late organisation: its planned congress day has passed and no congress was held.
-- step: the one after the last that is done on the way there. Told to stop or postponed: not late.
SELECT unit, name, block,
  CASE WHEN approved_on <= $as_of THEN 'official_session'
       WHEN submitted_on <= $as_of THEN 'approved'
       ELSE 'submitted' END AS step,
  planned_to AS due_on, date_diff('day', planned_to, $as_of)::INTEGER AS days_late, level, booked_on
FROM states_at($as_of, $known_at)
WHERE NOT held AND NOT not_reported AND status IS NULL AND planned_to < $as_of
ORDER BY level DESC, days_late DESC, ordinal NULLS LAST, unit
