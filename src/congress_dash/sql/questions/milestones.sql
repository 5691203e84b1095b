-- One row per dated mark in force: deadlines of a level, steps of the provincial committee.
SELECT level, milestone, step, due_on, CASE WHEN done_on <= $as_of THEN done_on END AS done_on, basis,
  effective_from
FROM milestones_at($as_of, $known_at) ORDER BY due_on, level, milestone
