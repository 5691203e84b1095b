-- One row per organisation, field and upload that told something else than the report before it; the
-- first is what was told first. Reports follow one another by their as-of day, then by upload; one
-- struck out tells nothing. Dated facts hold for every day, the others from their as-of day on.
-- value: as text, days as ISO; in_force: what the books say at this moment.
WITH progress AS (
  SELECT p.*, FALSE AS struck FROM books.progress p UNION ALL BY NAME
  SELECT key, upload, TRUE AS struck FROM books.strikes WHERE form = 'progress'),
results AS (
  SELECT r.*, FALSE AS struck FROM books.results r UNION ALL BY NAME
  SELECT key, upload, TRUE AS struck FROM books.strikes WHERE form = 'results'),
bookings AS (
  SELECT b.*, FALSE AS struck FROM books.bookings b UNION ALL BY NAME
  SELECT key, upload, TRUE AS struck FROM books.strikes WHERE form = 'schedule'),
said AS (
  SELECT key AS unit, upload, struck, unnest([
      {field: 'sub_cells', is_dated: FALSE, value: sub_cells::VARCHAR},
      {field: 'sub_cells_held', is_dated: FALSE, value: sub_cells_held::VARCHAR},
      {field: 'members', is_dated: FALSE, value: members::VARCHAR},
      {field: 'plan_no', is_dated: FALSE, value: plan_no::VARCHAR},
      {field: 'plan_issued', is_dated: FALSE, value: plan_issued::VARCHAR},
      {field: 'plan_issued_on', is_dated: TRUE, value: plan_issued_on::VARCHAR},
      {field: 'draft', is_dated: FALSE, value: draft::VARCHAR},
      {field: 'draft_in_progress', is_dated: FALSE, value: draft_in_progress::VARCHAR},
      {field: 'comments', is_dated: FALSE, value: comments::VARCHAR},
      {field: 'submitted_on', is_dated: TRUE, value: submitted_on::VARCHAR},
      {field: 'approved_on', is_dated: TRUE, value: approved_on::VARCHAR},
      {field: 'planned_from', is_dated: FALSE, value: planned_from::VARCHAR},
      {field: 'planned_to', is_dated: FALSE, value: planned_to::VARCHAR},
      {field: 'planned_text', is_dated: FALSE, value: planned_text::VARCHAR},
      {field: 'held', is_dated: TRUE, value: held::VARCHAR},
      {field: 'held_on', is_dated: TRUE, value: held_on::VARCHAR},
      {field: 'held_to', is_dated: TRUE, value: held_to::VARCHAR},
      {field: 'congress_form', is_dated: FALSE, value: congress_form::VARCHAR},
      {field: 'pilot', is_dated: FALSE, value: pilot::VARCHAR},
      {field: 'direct_election', is_dated: FALSE, value: direct_election::VARCHAR},
      {field: 'status', is_dated: FALSE, value: status::VARCHAR},
      {field: 'note', is_dated: FALSE, value: note::VARCHAR}],
    recursive := TRUE) FROM progress
  UNION ALL BY NAME
  SELECT key AS unit, upload, struck, unnest([
      {field: 'reported_on', is_dated: TRUE, value: reported_on::VARCHAR},
      {field: 'ratified_no', is_dated: TRUE, value: ratified_no::VARCHAR},
      {field: 'ratified_on', is_dated: TRUE, value: ratified_on::VARCHAR}],
    recursive := TRUE) FROM results
  UNION ALL BY NAME
  SELECT key AS unit, upload, struck, unnest([
      {field: 'booked_on', is_dated: FALSE, value: booked_on::VARCHAR}],
    recursive := TRUE) FROM bookings),
ordered AS (
  SELECT s.*, u.as_of, u.file, u.by_role AS "by", u.accepted_at,
    lag(value) OVER reports AS before, row_number() OVER reports AS place
  FROM said s JOIN live($known_at) u USING (upload)
  WHERE is_dated OR u.as_of <= $as_of
  WINDOW reports AS (PARTITION BY unit, field ORDER BY u.as_of, upload))
SELECT unit, field, as_of, upload, file, "by", accepted_at, value, struck,
  row_number() OVER (PARTITION BY unit, field ORDER BY place DESC) = 1 AS in_force
FROM ordered WHERE place = 1 OR value IS DISTINCT FROM before
ORDER BY unit, field, as_of, upload
