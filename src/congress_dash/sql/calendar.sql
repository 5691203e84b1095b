-- What several questions know of the days after and before a congress: clocks and congresses ahead, as
-- table macros. d and n as in books.sql.

-- Every organisation past its congress: when its result is due and was reported, when the ratification is
-- due and came (domain.md §1.2, steps 25 and 26), in working days from the day after the closing day, and
-- after receipt. What was done after d is not known yet; a ratified result has been received, whatever day
-- the report bears. told_on: the day that the newest Biểu 02 speaks of. running_step: which clock nothing
-- has stopped yet (NULL: its result is ratified, or it was told to stop); is_late: past its due day, and a
-- Biểu 02 of a later day still does not tell of it. Without one nobody knows, and nobody is late.
CREATE MACRO clocks_at(d, n) AS TABLE
  WITH past AS (
    SELECT *, coalesce(held_to, held_on) AS closed_on
    FROM (
      SELECT unit, name, held_on, held_to, level, block, state, ordinal,
        CASE WHEN reported_on <= d THEN reported_on END AS reported_on,
        CASE WHEN ratified_on <= d THEN ratified_on END AS ratified_on
      FROM states_at(d, n) WHERE held)),
  calendar AS (
    SELECT working_calendar(n, least(min(closed_on), min(reported_on), min(ratified_on), d),
        greatest(max(closed_on), max(reported_on), d)
          + 7 + 2 * greatest(threshold('report_within'), threshold('ratify_within'))
          + (SELECT count(*) FROM holidays_at(n))::INTEGER) AS days
    FROM past),
  due AS (
    SELECT past.*, days, nth_working_day(days, closed_on, threshold('report_within')) AS report_due_on,
      nth_working_day(days, reported_on, threshold('ratify_within')) AS ratify_due_on
    FROM past CROSS JOIN calendar),
  late AS (
    SELECT *,
      greatest(working_days_between(days, report_due_on, coalesce(reported_on, ratified_on, d)), 0)
        AS report_days_late,
      CASE WHEN ratify_due_on IS NOT NULL
        THEN greatest(working_days_between(days, ratify_due_on, coalesce(ratified_on, d)), 0) END
        AS ratify_days_late
    FROM due),
  told AS (
    SELECT *, (SELECT max(u.as_of) FROM live_in_cycle(d, n) u WHERE u.form = 'results') AS told_on,
      CASE WHEN ratified_on IS NOT NULL OR state = 'cancelled_reorg' THEN NULL
        WHEN reported_on IS NULL THEN 'result_reported' ELSE 'result_approved' END AS running_step
    FROM late),
  running AS (
    SELECT *,
      CASE running_step WHEN 'result_reported' THEN report_due_on WHEN 'result_approved' THEN ratify_due_on END
        AS running_due_on,
      CASE running_step WHEN 'result_reported' THEN report_days_late WHEN 'result_approved' THEN ratify_days_late END
        AS running_days_late
    FROM told)
  SELECT unit, name, held_on, report_due_on, reported_on, ratify_due_on, ratified_on,
    CASE WHEN report_days_late > 0 THEN report_days_late ELSE coalesce(ratify_days_late, 0) END::INTEGER
      AS working_days_late,
    level, block, state, closed_on,
    CASE WHEN report_days_late > 0 THEN 'result_reported' WHEN ratify_days_late > 0 THEN 'result_approved' END
      AS late_step,
    report_days_late::INTEGER AS report_days_late, ratify_days_late::INTEGER AS ratify_days_late, told_on,
    running_step, running_due_on, running_days_late::INTEGER AS running_days_late,
    running_step IS NOT NULL AND running_days_late > 0 AND coalesce(told_on > running_due_on, FALSE) AS is_late,
    ordinal
  FROM running;

-- Every congress booked for the days ahead (threshold upcoming_days, counted from d) or under way by its
-- booking; held already or told to stop: none. clash: a role or a working group (clash_who: `team:3`) is
-- booked for another congress (clash_with) at the same time in another place; two places are one only
-- where both are told alike. Roles that several persons hold do not clash. Whoever is outside of the view
-- clashes too. missing: what the congress still lacks: it is postponed, no report, not submitted, not
-- approved, no place, nobody who attends.
CREATE MACRO upcoming_at(d, n) AS TABLE
  WITH everybody AS (
    SELECT b.unit, b.booked_on, b.booked_to, b.session, b.place, b.team, b.attending
    FROM bookings_at(d, n) b
    JOIN catalogue_at(d, n) c ON c.unit = b.key AND c.scope IN ('direct', 'coordinated')
    LEFT JOIN progress_at(d, n) p ON p.key = b.key
    LEFT JOIN progress_newest(d, n) w ON w.key = b.key
    WHERE NOT coalesce(w.counts_from <= d, FALSE)
      AND coalesce(p.status, c.status) IS DISTINCT FROM 'cancelled_reorg'),
  busy AS (
    SELECT unit, booked_on, booked_to, session, place, unnest(attending) AS who FROM everybody
    UNION ALL
    SELECT unit, booked_on, booked_to, session, place, 'team:' || team FROM everybody WHERE team <> 'BTV'),
  clashes AS (
    SELECT a.unit, string_agg(DISTINCT a.who, '; ' ORDER BY a.who) AS clash_who,
      string_agg(DISTINCT b.unit, '; ' ORDER BY b.unit) AS clash_with
    FROM busy a JOIN busy b ON a.who = b.who AND a.unit <> b.unit
      AND a.booked_on <= b.booked_to AND b.booked_on <= a.booked_to
      AND (a.session = b.session OR 'day' IN (a.session, b.session))
      AND (lower(a.place) = lower(b.place)) IS NOT TRUE
    WHERE a.who NOT IN (SELECT id FROM shared_roles)
    GROUP BY a.unit),
  ahead AS (
    SELECT * FROM states_at(d, n)
    WHERE NOT held AND NOT stopped
      AND booked_to >= d AND booked_on <= d + threshold('upcoming_days'))
  SELECT unit, name, booked_on AS date, session, place, block, level, team,
    nullif(array_to_string(attending, '; '), '') AS attending,
    clash_who IS NOT NULL AS clash, clash_who, clash_with, state,
    nullif(array_to_string(list_filter([
      CASE WHEN status = 'postponed' THEN 'postponed' END,
      CASE WHEN approved_on <= d THEN NULL WHEN submitted_on <= d THEN 'approved'
           WHEN not_reported THEN 'report' ELSE 'submitted' END,
      CASE WHEN place IS NULL THEN 'place' END,
      CASE WHEN coalesce(len(attending), 0) = 0 THEN 'attending' END], lambda each: each IS NOT NULL), '; '), '')
      AS missing,
    booked_to AS until, ordinal
  FROM ahead LEFT JOIN clashes USING (unit);
