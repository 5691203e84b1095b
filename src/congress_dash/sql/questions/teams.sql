-- One row per working group.
SELECT t.team, t.name FROM books.teams t JOIN entries_at($as_of, $known_at) USING (key, upload)
ORDER BY length(t.team), t.team
