-- What one table says per key: the newest report not after $t of the cycle of $d (a catalogue belongs
-- to no cycle), strikes taken out. `a_table` is replaced by the name of one of our own tables.
WITH speaking AS (
  SELECT u.upload, u.as_of FROM live($n) u
  JOIN cycle_on($d, $n) c ON $form = 'catalogue' OR u.as_of BETWEEN c.first_day AND c.last_day
  WHERE u.as_of <= $t)
SELECT t.* FROM books.a_table t JOIN speaking u USING (upload)
WHERE NOT EXISTS (
  SELECT 1 FROM books.strikes s JOIN speaking x USING (upload)
  WHERE s.form = $form AND s.key = t.key
    AND (x.as_of > u.as_of OR (x.as_of = u.as_of AND x.upload > u.upload)))
QUALIFY row_number() OVER (PARTITION BY t.key ORDER BY u.as_of DESC, upload DESC) = 1
