-- One row per organisation past its congress: when its result is due and was reported, when the
-- ratification is due and came (domain.md §1.2, steps 25 and 26), in working days from the day after the
-- closing day, and after receipt. What was done after as_of is not known yet; a ratified result has been
-- received, whatever day the report bears. working_days_late: of the first clock that is late (late_step),
-- up to as_of or until it was done; 0 where none is. told_on: the day that the newest Biểu 02 speaks of.
WITH past AS (
  SELECT *, coalesce(held_to, held_on) AS closed_on
  FROM (
    SELECT unit, name, held_on, held_to, level, block, state, ordinal,
      CASE WHEN reported_on <= $as_of THEN reported_on END AS reported_on,
      CASE WHEN ratified_on <= $as_of THEN ratified_on END AS ratified_on
    FROM states_at($as_of, $known_at) WHERE held)),
calendar AS (
  SELECT working_calendar($known_at, least(min(closed_on), min(reported_on), min(ratified_on), $as_of),
      greatest(max(closed_on), max(reported_on), $as_of)
        + 7 + 2 * greatest(threshold('report_within'), threshold('ratify_within'))
        + (SELECT count(*) FROM holidays_at($known_at))::INTEGER) AS days
  FROM past),
due AS (
  SELECT past.*, days, nth_working_day(days, closed_on, threshold('report_within')) AS report_due_on,
    nth_working_day(days, reported_on, threshold('ratify_within')) AS ratify_due_on
  FROM past CROSS JOIN calendar),
late AS (
  SELECT *,
    greatest(working_days_between(days, report_due_on, coalesce(reported_on, ratified_on, $as_of)), 0)
      AS report_days_late,
    CASE WHEN ratify_due_on IS NOT NULL
      THEN greatest(working_days_between(days, ratify_due_on, coalesce(ratified_on, $as_of)), 0) END
      AS ratify_days_late
  FROM due)
SELECT unit, name, held_on, report_due_on, reported_on, ratify_due_on, ratified_on,
  CASE WHEN report_days_late > 0 THEN report_days_late ELSE coalesce(ratify_days_late, 0) END::INTEGER
    AS working_days_late,
  level, block, state, closed_on,
  CASE WHEN report_days_late > 0 THEN 'result_reported' WHEN ratify_days_late > 0 THEN 'result_approved' END
    AS late_step,
  report_days_late::INTEGER AS report_days_late, ratify_days_late::INTEGER AS ratify_days_late,
  (SELECT max(u.as_of) FROM live_in_cycle($as_of, $known_at) u WHERE u.form = 'results') AS told_on
FROM late
ORDER BY working_days_late DESC, level DESC, ordinal NULLS LAST, unit
