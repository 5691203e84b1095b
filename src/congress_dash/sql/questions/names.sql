-- One row per organisation that files may speak of on this day: what it is called.
SELECT unit, code, name, kind, scope, pilot, sub_cells FROM catalogue_at($as_of, $known_at)
WHERE scope IS NOT NULL ORDER BY ordinal NULLS LAST, unit
