-- One row per day of this cycle that a Biểu 01 speaks of, not after as_of, and its upload.
SELECT as_of, max(upload) AS upload, any_value(file ORDER BY upload DESC) AS file
FROM live_in_cycle($as_of, $known_at) WHERE form = 'progress' AND as_of <= $as_of GROUP BY as_of ORDER BY as_of
