-- One row per congress booked for the days ahead (threshold upcoming_days, counted from as_of) or under way
-- by its booking; held already or told to stop: none. attending: roles in the order written, by `; `.
-- clash: a role or a working group (clash_who: `team:3`) is booked for another congress (clash_with) at
-- the same time in another place; two places are one only where both are told alike. Roles that several
-- persons hold do not clash. Whoever is outside of the view clashes too. missing: what the congress still
-- lacks: it is postponed, no report, not submitted, not approved, no place, nobody who attends.
WITH everybody AS (
  SELECT b.unit, b.booked_on, b.booked_to, b.session, b.place, b.team, b.attending
  FROM bookings_at($as_of, $known_at) b
  JOIN catalogue_at($as_of, $known_at) c ON c.unit = b.key AND c.scope IN ('direct', 'coordinated')
  LEFT JOIN progress_at($as_of, $known_at) p ON p.key = b.key
  LEFT JOIN progress_newest($as_of, $known_at) w ON w.key = b.key
  WHERE NOT coalesce(w.counts_from <= $as_of, FALSE)
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
  SELECT * FROM states_at($as_of, $known_at)
  WHERE NOT held AND status IS DISTINCT FROM 'cancelled_reorg'
    AND booked_to >= $as_of AND booked_on <= $as_of + threshold('upcoming_days'))
SELECT unit, name, booked_on AS date, session, place, block, level, team,
  nullif(array_to_string(attending, '; '), '') AS attending,
  clash_who IS NOT NULL AS clash, clash_who, clash_with, state,
  nullif(array_to_string(list_filter([
    CASE WHEN status = 'postponed' THEN 'postponed' END,
    CASE WHEN approved_on <= $as_of THEN NULL WHEN submitted_on <= $as_of THEN 'approved'
         WHEN not_reported THEN 'report' ELSE 'submitted' END,
    CASE WHEN place IS NULL THEN 'place' END,
    CASE WHEN coalesce(len(attending), 0) = 0 THEN 'attending' END], lambda each: each IS NOT NULL), '; '), '')
    AS missing,
  booked_to AS until
FROM ahead LEFT JOIN clashes USING (unit)
ORDER BY date, CASE session WHEN 'afternoon' THEN 2 ELSE 1 END, level DESC, ordinal NULLS LAST, unit
