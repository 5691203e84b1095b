-- One row per state of findings: put right, open, overdue. A finding told of several organisations
-- in one row counts once, with the worst that is known of it.
WITH states AS (
  SELECT worst(state) AS state FROM findings_at($as_of, $known_at) f
  WHERE is_in_view(f.unit, (SELECT list(unit) FROM orgs_at($as_of, $known_at))) GROUP BY upload, session, "text")
SELECT r.id AS state, count(s.state)::INTEGER AS count
FROM ref_finding_states r LEFT JOIN states s ON s.state = r.id
GROUP BY r.id, r.position ORDER BY r.position
