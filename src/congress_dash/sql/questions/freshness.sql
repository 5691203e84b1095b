-- One row per organisation: the day and upload its newest Biểu 01 speaks of, and its rows that wait.
SELECT o.unit, o.name, o.last_as_of, o.upload, coalesce(w.waiting, 0)::INTEGER AS waiting, o.level,
  o.not_reported
FROM orgs_at($as_of, $known_at) o
LEFT JOIN (SELECT unit, count(*) AS waiting FROM waiting_at($as_of, $known_at) GROUP BY unit) w USING (unit)
ORDER BY o.level DESC, o.ordinal NULLS LAST, o.unit
