-- One row per remembered answer: what was asked, what a person decided, in which upload; forgotten
-- ones with the reason.
WITH taken_back AS (
  SELECT upload, asked, form, words, min(reason) AS reason FROM books.forgotten_answers
  GROUP BY upload, asked, form, words)
SELECT a.asked, a.form, a.words, a.answer, a.upload, u.by_role, u.accepted_at,
  f.reason IS NOT NULL AS forgotten, f.reason
FROM books.answers a
JOIN live($known_at) u ON u.upload = a.upload
LEFT JOIN taken_back f
  ON f.upload = a.upload AND f.asked = a.asked AND f.form = a.form AND f.words = a.words
ORDER BY a.upload, a.asked, a.form, a.words
