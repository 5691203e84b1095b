-- One row per other name of an organisation.
SELECT a.alias, a.unit FROM books.aliases a JOIN entries_at($as_of, $known_at) USING (key, upload)
ORDER BY a.alias
