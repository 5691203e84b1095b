-- One row per row that waits: where it stands and why.
SELECT upload, form, sheet, "row", unit, reasons, as_of
FROM waiting_at($as_of, $known_at) ORDER BY upload, sheet, "row"
