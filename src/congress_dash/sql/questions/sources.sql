-- One row per form: the newest upload not after as_of, else the first after it.
SELECT form, upload, file, as_of FROM live($known_at)
QUALIFY row_number() OVER (PARTITION BY form ORDER BY as_of <= $as_of DESC,
  CASE WHEN as_of <= $as_of THEN as_of END DESC, as_of, upload DESC) = 1
ORDER BY form
