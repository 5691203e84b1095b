-- One row per organisation followed: where it stands, its days, what was reported last. now_unit,
-- now_name: who has taken its place in the tree that the view asks for, else itself.
SELECT unit, code, name, level, kind, block, state, pilot, members, sub_cells, sub_cells_held,
  draft, draft_in_progress, comments, plan_issued_on, submitted_on, approved_on,
  planned_from, planned_to, planned_text, booked_on, booked_to, session, place, held, held_on,
  reported_on, ratified_on, not_reported, last_as_of, upload, now_unit, now_name
FROM states_at($as_of, $known_at)
ORDER BY level DESC, ordinal NULLS LAST, unit
