-- One row per organisation on day $as_of in a trial of an upload: the columns that held_at (books.sql) counts, and
-- the state that moves.sql compares.
CREATE TEMP TABLE trial_orgs AS
SELECT unit, level, kind, stopped, pilot, held, not_reported, sub_cells, sub_cells_held, state
FROM states_at($as_of, $known_at)
