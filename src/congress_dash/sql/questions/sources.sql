-- One row per form: the newest upload not after as_of, else the first after it; reports of this cycle.
-- newest_as_of: of the newest one of all.
SELECT form, upload, file, u.as_of, max(u.as_of) OVER (PARTITION BY form) AS newest_as_of FROM live($known_at) u
JOIN cycle_on($as_of, $known_at) c ON form = 'catalogue' OR u.as_of BETWEEN c.first_day AND c.last_day
QUALIFY row_number() OVER (PARTITION BY form ORDER BY u.as_of <= $as_of DESC,
  CASE WHEN u.as_of <= $as_of THEN u.as_of END DESC, u.as_of, upload DESC) = 1
ORDER BY form
