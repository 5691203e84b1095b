-- One row per organisation, the provincial committee itself first: the step after the last that is
-- done (none: all are, or it was told to stop or postpone, or did not report) and the day it is due
-- by. due_by: what says so: booked or planned (the congress that all steps before it must precede),
-- deadline, clock (working days after the congress), or milestone of the committee itself; days_left:
-- from as_of, negative once it has passed. working_days_late, is_late: of that clock (macro clocks_at).
WITH orgs AS (
  SELECT s.*, d.deadline,
    CASE
      WHEN status IS NOT NULL AND (NOT held OR stopped) THEN NULL
      WHEN not_reported OR held AND ratified_on <= $as_of THEN NULL
      WHEN held AND reported_on <= $as_of THEN 'result_approved'
      WHEN held THEN 'result_reported'
      WHEN approved_on <= $as_of THEN 'official_session'
      WHEN submitted_on <= $as_of THEN 'approved'
      WHEN comments > 0 THEN 'submitted'
      WHEN draft > 1 OR (draft = 1 AND NOT draft_in_progress) THEN 'comment_round_k'
      WHEN coalesce(plan_issued_on <= $as_of, plan_issued) THEN 'draft_n'
      ELSE 'plan_issued'
    END AS step
  FROM states_at($as_of, $known_at) s LEFT JOIN deadlines_at($as_of, $known_at) d USING (level)),
followed AS (
  SELECT o.unit, o.name, o.block, o.level, o.ordinal, o.state, step,
    CASE WHEN held THEN running_due_on WHEN step IS NOT NULL THEN coalesce(booked_on, planned_to, deadline) END AS due_on,
    CASE WHEN running_due_on IS NOT NULL THEN 'clock' WHEN step IS NULL OR held THEN NULL WHEN booked_on IS NOT NULL THEN 'booked'
      WHEN planned_to IS NOT NULL THEN 'planned' WHEN deadline IS NOT NULL THEN 'deadline' END AS due_by,
    running_days_late AS working_days_late, is_late
  FROM orgs o LEFT JOIN clocks_at($as_of, $known_at) c USING (unit)),
own AS (
  SELECT o.unit, o.name, o.block, o.level, o.ordinal, NULL AS state, m.step, m.due_on,
    CASE WHEN m.step IS NOT NULL THEN 'milestone' END AS due_by
  FROM known_orgs($as_of, $known_at) o
  LEFT JOIN (SELECT * FROM milestones_at($as_of, $known_at)
    WHERE level = 'superior' AND step IS NOT NULL AND NOT coalesce(done_on <= $as_of, FALSE)) m USING (level)
  WHERE o.level = 'superior' AND o.is_there
  QUALIFY row_number() OVER (PARTITION BY o.unit ORDER BY m.due_on, m.milestone) = 1)
SELECT unit, name, block, step, due_on, due_by, date_diff('day', $as_of, due_on)::INTEGER AS days_left, state, level,
  working_days_late, is_late
FROM (SELECT * FROM own UNION ALL BY NAME SELECT * FROM followed)
ORDER BY level = 'superior' DESC, level DESC, ordinal NULLS LAST, unit
