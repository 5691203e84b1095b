-- One row per row that waits: where it stands and why. Of a view: its organisations' rows, and those
-- of which nobody knows whose they are.
SELECT upload, form, sheet, "row", unit, reasons, as_of
FROM waiting_at($as_of, $known_at) w
WHERE w.unit IS NULL OR is_in_view(w.unit, (SELECT list(unit) FROM orgs_at($as_of, $known_at)))
ORDER BY upload, sheet, "row"
