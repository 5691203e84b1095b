-- One row per week start (Monday) × team: working sessions, and organisation-visits in them. Of a
-- view: sessions with at least one of its organisations, and the visits of these. first_on: the
-- first day of one.
SELECT CAST(date_trunc('week', visited_on) AS DATE) AS week, team,
  count(DISTINCT (upload, session))::INTEGER AS visits, count(*)::INTEGER AS units, min(visited_on) AS first_on
FROM visits_newest($as_of, $known_at) v
WHERE visited_on <= $as_of AND is_in_view(v.unit, (SELECT list(unit) FROM orgs_at($as_of, $known_at)))
GROUP BY ALL ORDER BY week, team
