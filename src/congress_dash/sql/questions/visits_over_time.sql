-- One row per week start (Monday) × team: working sessions, and organisation-visits in them.
SELECT CAST(date_trunc('week', visited_on) AS DATE) AS week, team,
  count(DISTINCT (upload, session))::INTEGER AS visits, count(*)::INTEGER AS units
FROM visits_newest($as_of, $known_at) WHERE visited_on <= $as_of
GROUP BY ALL ORDER BY week, team
