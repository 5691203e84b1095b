-- One row per lesson × organisation that held no pilot and was not told to stop. Lessons: categories of
-- findings noted at pilot organisations up to the day of the lessons conference (up to as_of while it
-- is to come or has no day). state: the worst of what was found of it there, whenever; else 'none' where
-- somebody came after the conference (before it: at all), 'unvisited' where nobody did. untold: nobody
-- knows yet what became of what was found.
WITH conference AS (
  SELECT min(coalesce(done_on, due_on)) AS day FROM milestones_at($as_of, $known_at)
  WHERE level = 'superior' AND step = 'lessons_conference' AND coalesce(done_on, due_on) <= $as_of),
pilots AS (
  SELECT c.unit FROM catalogue_at($as_of, $known_at) c LEFT JOIN progress_at($as_of, $known_at) p ON p.key = c.unit
  WHERE c.scope IN ('direct', 'coordinated') AND (c.pilot OR p.pilot)),
found AS (SELECT * FROM findings_at($as_of, $known_at)),
taught AS (
  SELECT DISTINCT f.category FROM found f, conference
  WHERE f.unit IN (SELECT unit FROM pilots) AND f.category <> 'other' AND f.visited_on <= coalesce(day, $as_of)),
orgs AS (
  SELECT * FROM orgs_at($as_of, $known_at)
  WHERE NOT stopped AND unit NOT IN (SELECT unit FROM pilots)),
seen AS (
  SELECT DISTINCT v.unit FROM visits_newest($as_of, $known_at) v, conference
  WHERE v.visited_on <= $as_of AND coalesce(v.visited_on > day, TRUE)),
states AS (
  SELECT unit, category, worst(state) AS state, untold(state, is_told) AS untold FROM found GROUP BY unit, category)
SELECT t.category AS lesson, o.unit, o.name, o.block,
  coalesce(s.state, CASE WHEN o.unit IN (SELECT unit FROM seen) THEN 'none' ELSE 'unvisited' END) AS state, o.level,
  coalesce(s.untold, FALSE) AS untold
FROM orgs o CROSS JOIN taught t LEFT JOIN states s ON s.unit = o.unit AND s.category = t.category
LEFT JOIN ref_finding_categories r ON r.id = t.category
ORDER BY o.level DESC, o.ordinal NULLS LAST, o.unit, r.position, t.category
