-- One row per organisation followed × day × team that visited it; told to stop: not listed.
SELECT o.unit, o.name, o.block, v.visited_on, v.team, o.level
FROM orgs_at($as_of, $known_at) o JOIN visits_newest($as_of, $known_at) v ON v.unit = o.unit
WHERE v.visited_on <= $as_of AND NOT o.stopped
ORDER BY o.level DESC, o.ordinal NULLS LAST, o.unit, v.visited_on, v.team
