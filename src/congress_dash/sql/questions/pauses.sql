-- One row per stretch in which congresses were told to stop.
SELECT starts_on, ends_on, reason FROM pauses_at($known_at) ORDER BY starts_on
