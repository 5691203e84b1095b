-- One row per month from the first finding to as_of × state: findings noted in that month by what
-- became of them; each counts once, as in `findings`. untold: nobody knows yet what became of them.
WITH told AS (
  SELECT date_trunc('month', min(visited_on)) AS month, worst(state) AS state, untold(state, is_told) AS untold
  FROM findings_at($as_of, $known_at) f WHERE is_in_view(f.unit, (SELECT list(unit) FROM orgs_at($as_of, $known_at)))
  GROUP BY upload, session, "text"),
months AS (
  SELECT CAST(m AS DATE) AS month
  FROM (SELECT min(month) AS first FROM told), generate_series(first, date_trunc('month', CAST($as_of AS DATE)), INTERVAL 1 MONTH) s(m)
  WHERE first IS NOT NULL)
SELECT m.month, s.id AS state, count(t.state)::INTEGER AS count,
  count(*) FILTER (WHERE t.untold)::INTEGER AS untold
FROM months m CROSS JOIN ref_finding_states s LEFT JOIN told t ON t.month = m.month AND t.state = s.id
GROUP BY m.month, s.id, s.position ORDER BY m.month, s.position
