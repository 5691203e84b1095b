-- One row per organisation × step of the matrix: planned and done days, the organisation's state,
-- days late. `value` is what an undated step says: of drafts the last
-- finished one, while `in_progress` is the one being written. The provincial committee's own steps come from
-- its milestones. Days done after as_of are not known yet. Who was told to stop or postpone, or did
-- not report, is not late; days of a pause are nobody's. Of a view: the steps of its organisations only.
WITH orgs AS (SELECT * FROM states_at($as_of, $known_at)),
steps AS (
  SELECT unit, name, block, level, ordinal, state, status, unnest([
    {step: 'plan_issued', planned_on: NULL::DATE, done_on: plan_issued_on, done: plan_issued, value: NULL::VARCHAR, in_progress: NULL::INTEGER},
    {step: 'draft_n', planned_on: NULL, done_on: NULL, done: draft > 1 OR (draft = 1 AND NOT draft_in_progress), value: nullif(draft - draft_in_progress::INTEGER, 0)::VARCHAR,
     in_progress: CASE WHEN draft_in_progress THEN draft END},
    {step: 'comment_round_k', planned_on: NULL, done_on: NULL, done: comments > 0, value: comments::VARCHAR, in_progress: NULL},
    {step: 'submitted', planned_on: NULL, done_on: submitted_on, done: NULL, value: NULL, in_progress: NULL},
    {step: 'approved', planned_on: NULL, done_on: approved_on, done: NULL, value: NULL, in_progress: NULL},
    {step: 'official_session', planned_on: planned_to, done_on: held_on, done: NULL, value: planned_text, in_progress: NULL},
    {step: 'result_reported', planned_on: NULL, done_on: reported_on, done: NULL, value: NULL, in_progress: NULL},
    {step: 'result_approved', planned_on: NULL, done_on: ratified_on, done: NULL, value: NULL, in_progress: NULL}],
    recursive := TRUE)
  FROM orgs
  UNION ALL BY NAME
  SELECT c.unit, c.name, c.block, 'superior' AS level, -1 AS ordinal, NULL AS state, NULL AS status, m.step,
    m.due_on AS planned_on, m.done_on, NULL::BOOLEAN AS done, m.milestone AS value, NULL::INTEGER AS in_progress
  FROM milestones_at($as_of, $known_at) m JOIN catalogue_at($as_of, $known_at) c ON c.scope = 'superior'
  WHERE m.level = 'superior' AND m.step IS NOT NULL AND (NOT is_partial() OR c.unit = getvariable('view_unit'))),
known AS (
  SELECT * EXCLUDE (done_on, done), CASE WHEN done_on <= $as_of THEN done_on END AS done_on,
    coalesce(done_on <= $as_of, done, FALSE) AS done FROM steps)
SELECT k.unit, k.name, k.block, k.step, k.planned_on, k.done_on, k.state,
  CASE WHEN k.status IS NULL AND k.state IS DISTINCT FROM 'unknown' AND k.planned_on IS NOT NULL
    THEN days_outside_pauses(k.planned_on, coalesce(k.done_on, $as_of), $known_at) END::INTEGER AS days_late,
  k.done, k.value, k.level, k.in_progress
FROM known k LEFT JOIN ref_steps r ON r.id = k.step
ORDER BY k.level DESC, k.ordinal NULLS LAST, k.unit, r.position
