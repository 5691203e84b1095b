-- One row per level × kind: how many held their congress, of how many. Sub-cells are counted by
-- the numbers their organisation reports; levels are never added together.
WITH orgs AS (SELECT * FROM orgs_at($as_of, $known_at)),
counted AS (
  SELECT level, kind, 1 AS size, held::INTEGER AS held, coalesce(status = 'cancelled_reorg', FALSE) AS stopped,
    not_reported::INTEGER AS not_reported, pilot::INTEGER AS pilot, (pilot AND held)::INTEGER AS pilot_held
  FROM orgs
  UNION ALL
  SELECT CASE level WHEN 'grassroots' THEN 'sub_cell' ELSE 'coordinated_sub_cell' END, 'cell', sub_cells,
    coalesce(sub_cells_held, 0), coalesce(status = 'cancelled_reorg', FALSE),
    CASE WHEN sub_cells_held IS NULL THEN sub_cells ELSE 0 END, 0, 0
  FROM orgs),
grid AS (
  SELECT * FROM (VALUES ('grassroots', 1), ('coordinated', 2), ('sub_cell', 3), ('coordinated_sub_cell', 4)) l(level, l)
  CROSS JOIN (VALUES ('all', 1), ('committee', 2), ('cell', 3)) k(kind, k)),
sums AS (
  SELECT g.level, g.kind, g.l, g.k,
    coalesce(sum(c.held) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS held,
    coalesce(sum(c.size) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS total,
    coalesce(sum(c.size) FILTER (WHERE c.stopped), 0)::INTEGER AS excluded,
    coalesce(sum(c.not_reported) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS not_reported,
    coalesce(sum(c.pilot_held) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS pilot_held,
    coalesce(sum(c.pilot) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS pilot_total
  FROM grid g LEFT JOIN counted c ON c.level = g.level AND g.kind IN ('all', c.kind)
  GROUP BY ALL)
SELECT level, kind, held, total, excluded, not_reported, percent(held, total) AS percent, pilot_held, pilot_total
FROM sums ORDER BY l, k
