-- One row per organisation × kind of trouble that wants somebody's word, worst first: since when, for
-- how many days, how many (documents, findings), and the page that shows it. An organisation's troubles
-- stand together. score: the weight of the trouble (reference/troubles.csv) and its days together; of a
-- congress to come without a visit, the fewer days are left, the more. Told to stop: nothing. A finding
-- that no report up to the day speaks of is nobody's trouble yet.
WITH orgs AS (SELECT * FROM states_at($as_of, $known_at) WHERE NOT stopped),
drafts AS (
  SELECT unit, document, max(revision), arg_max_null(issued_on, revision) AS issued_on
  FROM drafts_at($as_of, $known_at) WHERE NOT in_progress GROUP BY unit, document),
superior AS (
  SELECT c.unit, c.name FROM catalogue_at($as_of, $known_at) c
  WHERE c.scope = 'superior' AND (NOT is_partial() OR getvariable('view_unit') = c.unit) AND NOT EXISTS (
    SELECT 1 FROM milestones_at($as_of, $known_at) m
    WHERE m.level = 'superior' AND m.step = 'official_session' AND m.done_on <= $as_of)),
writers AS (SELECT unit, name FROM superior UNION ALL SELECT unit, name FROM orgs WHERE NOT held AND status IS NULL),
found AS (
  SELECT unit, name, 'late_congress' AS kind, due_on AS since, days_late AS days, 1 AS count, NULL::DATE AS due_on
  FROM late_at($as_of, $known_at)
  UNION ALL
  SELECT o.unit, o.name, CASE w.waits_for WHEN 'approved' THEN 'not_approved' ELSE 'not_booked' END, w.waits_since,
    date_diff('day', w.waits_since, $as_of), 1, NULL
  FROM waits_at($as_of, $known_at) w JOIN orgs o USING (unit)
  UNION ALL
  SELECT o.unit, o.name, 'finding_overdue', min(f.due_on), date_diff('day', min(f.due_on), $as_of), count(*), NULL
  FROM findings_at($as_of, $known_at) f JOIN orgs o USING (unit) WHERE f.state = 'overdue' AND f.is_told GROUP BY o.unit, o.name
  UNION ALL
  SELECT o.unit, o.name, 'never_visited', NULL, NULL, 1, o.booked_on
  FROM orgs o WHERE NOT o.held AND o.status IS NULL AND o.booked_on >= $as_of
    AND o.unit NOT IN (FROM visited_at($as_of, $known_at))
    AND (EXISTS (FROM visited_at($as_of, $known_at))
      OR EXISTS (SELECT 1 FROM live_in_cycle($as_of, $known_at) WHERE form = 'inspections' AND as_of <= $as_of))
  UNION ALL
  SELECT w.unit, w.name, 'stuck_document', min(d.issued_on), date_diff('day', min(d.issued_on), $as_of), count(*), NULL
  FROM drafts d JOIN writers w USING (unit)
  WHERE date_diff('day', d.issued_on, $as_of) > threshold('stuck_days')
  GROUP BY w.unit, w.name
  UNION ALL
  SELECT unit, name, 'not_reported', last_as_of, date_diff('day', last_as_of, $as_of), 1, NULL FROM orgs WHERE not_reported
  UNION ALL
  SELECT unit, name, CASE running_step WHEN 'result_approved' THEN 'ratification_overdue' ELSE 'report_overdue' END,
    running_due_on, running_days_late, 1, NULL
  FROM clocks_at($as_of, $known_at) WHERE is_late
  UNION ALL
  SELECT unit, name, 'clash', NULL, NULL, len(string_split(clash_who, '; ')), date
  FROM upcoming_at($as_of, $known_at) WHERE clash),
weighed AS (
  SELECT f.*, t.page, t.weight + coalesce(f.days, t.within_days - date_diff('day', $as_of, f.due_on), 0) AS score
  FROM found f JOIN ref_troubles t ON t.id = f.kind
  WHERE coalesce(f.days > t.after_days, TRUE) AND coalesce(date_diff('day', $as_of, f.due_on) <= t.within_days, TRUE))
SELECT row_number() OVER (ORDER BY worst DESC, w.unit, score DESC, kind)::INTEGER AS priority,
  w.unit, w.name, w.kind, w.since, w.days::INTEGER AS days, w.page, w.count::INTEGER AS count, w.due_on, w.score::INTEGER AS score
FROM (SELECT *, max(score) OVER (PARTITION BY unit) AS worst FROM weighed) w
ORDER BY priority
