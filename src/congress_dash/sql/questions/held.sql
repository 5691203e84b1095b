-- One row per level × kind: how many held their congress, of how many. Sub-cells are counted by
-- the numbers their organisation reports; levels are never added together.
SELECT * EXCLUDE (l, k) FROM held_at($as_of, $known_at) ORDER BY l, k
