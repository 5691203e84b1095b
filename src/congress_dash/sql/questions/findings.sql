-- One row per state of findings: put right, open, overdue. A finding told of several organisations
-- in one row counts once, with the worst that is known of it. That it was found comes from the
-- newest report; its due day and whether it was put right are undated: the newest not after as_of.
WITH found AS (
  SELECT key, upload, session, unnest(findings, recursive := TRUE)
  FROM visits_at(DATE 'infinity', $known_at) v
  WHERE visited_on <= $as_of AND is_in_view(v.unit, $as_of, $known_at)),
told AS (SELECT key, unnest(findings, recursive := TRUE) FROM visits_at($as_of, $known_at)),
dues AS (
  SELECT f.upload, f.session, f."text", coalesce(t.fixed, FALSE) AS fixed,
    CASE WHEN t.key IS NULL THEN f.due_on ELSE t.due_on END AS due_on
  FROM found f LEFT JOIN told t ON t.key = f.key AND t."text" = f."text"),
states AS (
  SELECT CASE WHEN bool_or(NOT fixed AND due_on < $as_of) THEN 'overdue' WHEN bool_and(fixed) THEN 'fixed'
    ELSE 'open' END AS state
  FROM dues GROUP BY upload, session, "text")
SELECT r.id AS state, count(s.state)::INTEGER AS count
FROM ref_finding_states r LEFT JOIN states s ON s.state = r.id
GROUP BY r.id, r.position ORDER BY r.position
