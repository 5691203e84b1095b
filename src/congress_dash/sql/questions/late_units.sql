-- One row per late organisation: its planned congress day has passed and no congress was held;
-- days of a pause do not count. step: the one after the last that is done on the way there.
SELECT unit, name, block, step, due_on, days_late, level, booked_on
FROM late_at($as_of, $known_at)
ORDER BY level DESC, days_late DESC, ordinal NULLS LAST, unit
