-- Rows: one per organisation followed. Columns: unit, level, state (domain.md §1.8).
SELECT unit, level, state FROM states_at($as_of, $known_at) ORDER BY unit
