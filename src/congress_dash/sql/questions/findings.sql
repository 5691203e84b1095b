-- One row per state of findings: put right, open, overdue. A finding told of several organisations
-- in one row counts once, with the worst that is known of it. untold: how many of them no report up to
-- the day speaks of, so that nobody knows yet what became of them; units: organisations that a report
-- tells to be so.
WITH found AS (
  SELECT * FROM findings_at($as_of, $known_at) f
  WHERE is_in_view(f.unit, (SELECT list(unit) FROM orgs_at($as_of, $known_at)))),
states AS (SELECT worst(state) AS state, untold(state, is_told) AS untold FROM found GROUP BY upload, session, "text"),
whose AS (SELECT state, count(DISTINCT unit) AS units FROM found WHERE is_told GROUP BY state)
SELECT r.id AS state, count(s.state)::INTEGER AS count, count(*) FILTER (WHERE s.untold)::INTEGER AS untold,
  coalesce(any_value(w.units), 0)::INTEGER AS units
FROM ref_finding_states r LEFT JOIN states s ON s.state = r.id LEFT JOIN whose w ON w.state = r.id
GROUP BY r.id, r.position ORDER BY r.position
