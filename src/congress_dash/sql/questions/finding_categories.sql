-- One row per category of findings × state ('all': whatever the state): how many findings, each once
-- however many organisations it was told of, with the worst that is known of it; how many organisations
-- they concern; and of how many nobody knows yet what became of them (untold).
WITH named AS (
  SELECT id AS category, position FROM ref_finding_categories
  UNION ALL SELECT 'other', 1000000 WHERE 'other' NOT IN (SELECT id FROM ref_finding_categories)),
states AS (SELECT 'all' AS state, 0 AS position UNION ALL SELECT id, position FROM ref_finding_states),
told AS (
  SELECT category, worst(state) AS state, list(unit) AS units, untold(state, is_told) AS untold
  FROM findings_at($as_of, $known_at) f WHERE is_in_view(f.unit, (SELECT list(unit) FROM orgs_at($as_of, $known_at)))
  GROUP BY upload, session, "text", category)
SELECT c.category, s.state, count(t.units)::INTEGER AS count,
  coalesce(len(list_distinct(flatten(list(t.units) FILTER (WHERE t.units IS NOT NULL)))), 0)::INTEGER AS units,
  count(*) FILTER (WHERE t.untold)::INTEGER AS untold
FROM named c CROSS JOIN states s
LEFT JOIN told t ON t.category = c.category AND s.state IN ('all', t.state)
GROUP BY c.category, c.position, s.state, s.position ORDER BY c.position, s.position
