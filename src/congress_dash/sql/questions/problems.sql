-- One row per problem that came with an upload, withdrawn ones too: where it stands and what to do.
SELECT p.upload, p.sheet, p.cell, p.field, p.typed, p.severity, p.kind, p.message
FROM books.problems p JOIN books.uploads u USING (upload)
WHERE u.upload <= $known_at AND u.as_of <= $as_of
ORDER BY p.upload, CASE p.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, p.sheet,
  try_cast(regexp_extract(p.cell, '\d+') AS INT), length(p.cell), p.cell
