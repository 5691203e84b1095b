-- One row per event of an organisation, the provincial committee's own among them, and per day it is
-- due by. event: a step, or visit, finding, planned, booked, deadline; subject: the document, team or
-- session spoken of; number: of the draft or the round, or how many comments; words: as told;
-- remedy: what a finding asks for. state: done (dated), told (undated: day is that of the first
-- report that said so), in_progress, planned, due, and of findings fixed, open, overdue (until: the
-- day to be put right by; untold: no report up to the day speaks of it). upload, file, as_of: where it comes from.
WITH orgs AS (SELECT unit, level FROM known_orgs($as_of, $known_at)),
values_ AS (
  SELECT unit, field, value, TRY_CAST(value AS DATE) AS day, upload FROM told_values_at($as_of, $known_at)
  WHERE in_force AND NOT struck AND value IS NOT NULL),
dated AS (
  SELECT v.unit, v.day, CASE v.field WHEN 'held_on' THEN e.day END AS until, s.step AS event, 'done' AS state,
    w.value AS words, v.upload
  FROM values_ v
  JOIN (VALUES ('plan_issued_on', 'plan_issued', 'plan_no'), ('submitted_on', 'submitted', NULL),
    ('approved_on', 'approved', NULL), ('held_on', 'official_session', NULL),
    ('reported_on', 'result_reported', NULL), ('ratified_on', 'result_approved', 'ratified_no'))
    s(field, step, words) ON s.field = v.field
  LEFT JOIN values_ w ON w.unit = v.unit AND w.field = s.words
  LEFT JOIN values_ e ON e.unit = v.unit AND e.field = 'held_to'
  WHERE v.day <= $as_of
    AND (v.field <> 'held_on' OR EXISTS (
      SELECT 1 FROM values_ h WHERE h.unit = v.unit AND h.field = 'held' AND h.value = 'true'))),
-- Told without a day: known from the first report on that said so.
undated AS (
  SELECT v.unit, u.as_of AS day, 'plan_issued' AS event, 'told' AS state, n.value AS words, v.upload
  FROM values_ v JOIN live($known_at) u USING (upload)
  LEFT JOIN values_ n ON n.unit = v.unit AND n.field = 'plan_no'
  WHERE v.field = 'plan_issued' AND v.value = 'true'
    AND NOT EXISTS (SELECT 1 FROM values_ x WHERE x.unit = v.unit AND x.field = 'plan_issued_on')
  UNION ALL BY NAME
  SELECT v.unit, p.counts_from AS day, 'official_session' AS event, 'told' AS state, v.upload
  FROM values_ v JOIN progress_newest($as_of, $known_at) p ON p.key = v.unit
  WHERE v.field = 'held' AND v.value = 'true' AND p.held_on IS NULL AND p.counts_from <= $as_of),
reports AS (
  SELECT key AS unit, as_of AS day, upload, draft, draft_in_progress, comments,
    lag(draft) OVER told AS draft_before, lag(draft_in_progress) OVER told AS writing_before,
    lag(comments) OVER told AS comments_before
  FROM progress_reports($as_of, $known_at)
  WHERE as_of <= $as_of AND NOT struck
    AND (getvariable('view_unit') IS NULL OR getvariable('view_unit') = key)
  WINDOW told AS (PARTITION BY key ORDER BY as_of)),
reported AS (
  SELECT unit, day, 'draft_n' AS event, CASE WHEN draft_in_progress THEN 'in_progress' ELSE 'told' END AS state,
    'political_report' AS subject, draft AS number, upload
  FROM reports
  WHERE draft > 0 AND (draft IS DISTINCT FROM draft_before OR draft_in_progress IS DISTINCT FROM writing_before)
  UNION ALL BY NAME
  SELECT unit, day, 'comment_round_k' AS event, 'told' AS state, comments AS number, upload FROM reports
  WHERE comments > 0 AND comments IS DISTINCT FROM comments_before),
papers AS (
  SELECT d.unit, coalesce(d.issued_on, u.as_of) AS day, 'draft_n' AS event,
    CASE WHEN d.in_progress THEN 'in_progress' WHEN d.issued_on IS NULL THEN 'told' ELSE 'done' END AS state,
    d.document AS subject, d.revision AS number, d.upload
  FROM drafts_at($as_of, $known_at) d JOIN live($known_at) u USING (upload)
  UNION ALL BY NAME
  SELECT d.unit, (
      SELECT min(x.as_of) FROM books.documents y JOIN live_in_cycle($as_of, $known_at) x USING (upload)
      WHERE y.key = d.key AND x.as_of <= d.as_of AND (y.comments > 0 OR y.sent > 0)) AS day,
    'comment_round_k' AS event, 'told' AS state, d.document AS subject,
    d.round AS number, d.audience AS words, d.upload
  FROM documents_at($as_of, $known_at) d WHERE d.comments > 0 OR d.sent > 0),
seen AS (
  SELECT unit, visited_on AS day, 'visit' AS event, 'done' AS state, team AS subject, content AS words, upload
  FROM visits_newest($as_of, $known_at) WHERE visited_on <= $as_of
  UNION ALL BY NAME
  SELECT unit, visited_on AS day, due_on AS until, 'finding' AS event, state, team AS subject, "text" AS words,
    remedy, NOT is_told AND state <> 'fixed' AS untold, upload
  FROM findings_at($as_of, $known_at)),
intended AS (
  SELECT unit, coalesce(min(day) FILTER (WHERE field = 'planned_from'), min(day)) AS day, max(day) AS until,
    'planned' AS event, 'planned' AS state, min(value) FILTER (WHERE field = 'planned_text') AS words,
    max(upload) AS upload
  FROM values_ WHERE field IN ('planned_from', 'planned_to', 'planned_text') GROUP BY unit
  UNION ALL BY NAME
  SELECT key AS unit, booked_on AS day, booked_to AS until, 'booked' AS event, 'planned' AS state,
    session AS subject, place AS words, upload
  FROM bookings_at($as_of, $known_at)
  UNION ALL BY NAME
  SELECT o.unit, CASE WHEN m.done_on <= $as_of THEN m.done_on ELSE m.due_on END AS day, coalesce(m.step, 'deadline') AS event,
    CASE WHEN m.done_on <= $as_of THEN 'done' ELSE 'due' END AS state,
    CASE WHEN m.step IS NOT NULL THEN m.milestone ELSE m.basis END AS words, m.upload
  FROM orgs o JOIN milestones_at($as_of, $known_at) m USING (level)
  WHERE m.step IS NOT NULL AND o.level = 'superior' OR folded(m.milestone) LIKE 'hoan thanh%'),
events AS (
  SELECT * FROM dated UNION ALL BY NAME SELECT * FROM undated UNION ALL BY NAME SELECT * FROM reported
  UNION ALL BY NAME SELECT * FROM papers UNION ALL BY NAME SELECT * FROM seen
  UNION ALL BY NAME SELECT * FROM intended)
SELECT e.unit, e.day, e.until, e.event, e.state, e.subject, e.number::INTEGER AS number, e.words,
  e.remedy, u.form, e.upload, u.file, u.as_of, coalesce(e.untold, FALSE) AS untold
FROM events e JOIN orgs o USING (unit) JOIN live($known_at) u ON u.upload = e.upload
LEFT JOIN ref_steps s ON s.id = e.event
ORDER BY e.unit, e.day NULLS LAST, s.position NULLS LAST, e.event, e.subject, e.number, e.words
