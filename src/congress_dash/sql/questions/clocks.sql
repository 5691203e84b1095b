-- One row per organisation past its congress: when its result is due and was reported, when the
-- ratification is due and came (macro clocks_at). working_days_late: of the first clock that is late
-- (late_step), up to as_of or until it was done; 0 where none is. The clock that still runs: running_step,
-- its due day, working days past it, and whether a Biểu 02 of a later day says so (is_late).
SELECT * EXCLUDE (ordinal)
FROM clocks_at($as_of, $known_at)
ORDER BY working_days_late DESC, level DESC, ordinal NULLS LAST, unit
