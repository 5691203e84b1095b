-- One row per organisation, field and upload that told something else than the report before it.
-- value: as text, days as ISO; in_force: what the books say at this moment.
SELECT unit, field, as_of, upload, file, "by", accepted_at, value, struck, in_force, form
FROM told_values_at($as_of, $known_at)
ORDER BY unit, field, as_of, upload
