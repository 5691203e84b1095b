-- One row per organisation × field: the value in force, with the report that was the first to say so.
-- value: as text, days as ISO. A day after as_of is not known yet, nor what depends on it; what
-- Danh mục says holds as long as its entry does.
WITH congresses AS (SELECT key AS unit, counts_from FROM progress_newest($as_of, $known_at)),
ratified AS (SELECT key AS unit, ratified_on FROM results_newest($as_of, $known_at)),
told AS (
  SELECT t.unit, t.form, t.field, t.value, t.as_of, t.upload, t.file
  FROM told_values_at($as_of, $known_at) t
  LEFT JOIN congresses c USING (unit) LEFT JOIN ratified r USING (unit)
  WHERE t.in_force AND NOT t.struck AND t.value IS NOT NULL
    AND NOT (t.field IN ('held', 'held_on', 'held_to') AND coalesce(c.counts_from > $as_of, FALSE))
    AND NOT (t.field = 'ratified_no' AND coalesce(r.ratified_on > $as_of, FALSE))
    AND NOT (t.field IN ('plan_issued_on', 'submitted_on', 'approved_on', 'reported_on', 'ratified_on')
      AND coalesce(TRY_CAST(t.value AS DATE) > $as_of, FALSE))),
listed AS (
  SELECT o.unit, 'catalogue' AS form, unnest([
      {field: 'name', value: o.name},
      {field: 'kind', value: o.kind},
      {field: 'scope', value: o.scope},
      {field: 'block', value: o.block},
      {field: 'members', value: o.members::VARCHAR},
      {field: 'sub_cells', value: o.sub_cells::VARCHAR},
      {field: 'status', value: o.status},
      {field: 'valid_from', value: o.valid_from::VARCHAR},
      {field: 'valid_to', value: o.valid_to::VARCHAR},
      {field: 'successor', value: o.successor}], recursive := TRUE),
    u.as_of, o.upload, u.file
  FROM known_orgs($as_of, $known_at) o JOIN live($known_at) u USING (upload))
SELECT unit, form, field, value, as_of, upload, file FROM (
  SELECT * FROM told UNION ALL BY NAME
  SELECT * FROM listed l WHERE value IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM told t WHERE t.unit = l.unit AND t.field = l.field))
ORDER BY unit, form, field
