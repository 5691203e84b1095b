-- One row per stretch in which congresses were told to stop, of the cycle of as_of.
SELECT p.starts_on, p.ends_on, p.reason
FROM pauses_at($known_at) p JOIN cycle_on($as_of, $known_at) c ON p.starts_on <= c.last_day AND p.ends_on >= c.first_day
ORDER BY p.starts_on, p.ends_on, p.reason
