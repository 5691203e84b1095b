-- One row per organisation on day $as_of in a trial of an upload: what `held` counts and `moves` compares.
CREATE TEMP TABLE trial_orgs AS
SELECT unit, level, kind, stopped, pilot, held, not_reported, sub_cells, sub_cells_held, state
FROM states_at($as_of, $known_at)
