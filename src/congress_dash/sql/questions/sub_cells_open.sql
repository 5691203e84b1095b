-- One row per organisation: the last reported day before this one on which some of its sub-cells had not held theirs.
SELECT unit, max(as_of) AS last_open_on FROM progress_reports($as_of, $known_at)
WHERE NOT struck AND sub_cells_held < sub_cells AND as_of < $as_of
GROUP BY unit ORDER BY unit
