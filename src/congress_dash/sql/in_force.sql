-- What one table says per key: the newest report not after $d, strikes taken out. `a_table` is
-- replaced by the name of one of our own tables.
SELECT t.* FROM books.a_table t JOIN live($n) u USING (upload)
WHERE u.as_of <= $d AND NOT EXISTS (
  SELECT 1 FROM books.strikes s JOIN live($n) x USING (upload)
  WHERE s.form = $form AND s.key = t.key AND x.as_of <= $d
    AND (x.as_of > u.as_of OR (x.as_of = u.as_of AND x.upload > u.upload)))
QUALIFY row_number() OVER (PARTITION BY t.key ORDER BY u.as_of DESC, upload DESC) = 1
