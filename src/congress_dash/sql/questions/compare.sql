-- One row per organisation × field in which two moments differ: the one asked for, and what it is held
-- against ($against_as_of, $against_known_at). corrected: what the other day reads as in the books asked
-- for. why: correction (the other day is told of otherwise now), reality (the days between did it),
-- both. field `unit`: the organisation itself came or went.
WITH before AS (SELECT * FROM fields_at($against_as_of, $against_known_at)),
corrected AS (SELECT * FROM fields_at($against_as_of, $known_at)),
now AS (SELECT * FROM fields_at($as_of, $known_at)),
paired AS (
  SELECT coalesce(a.unit, b.unit) AS unit, coalesce(a.name, b.name) AS name, coalesce(a.level, b.level) AS level,
    coalesce(a.block, b.block) AS block, coalesce(a.ordinal, b.ordinal) AS ordinal, field,
    coalesce(a.place, b.place) AS place, a.unit IS NOT NULL AND b.unit IS NOT NULL AS is_in_both,
    b.value AS before, c.value AS corrected, a.value AS after
  FROM now a FULL JOIN before b USING (unit, field) LEFT JOIN corrected c USING (unit, field))
SELECT unit, name, block, level,
  CASE WHEN is_in_both THEN 'changed' WHEN before IS NULL THEN 'added' ELSE 'removed' END AS change,
  field, before, corrected, after,
  CASE WHEN before IS NOT DISTINCT FROM corrected THEN 'reality'
       WHEN corrected IS NOT DISTINCT FROM after THEN 'correction' ELSE 'both' END AS why
FROM paired
WHERE CASE WHEN is_in_both THEN field <> 'unit' AND before IS DISTINCT FROM after ELSE field = 'unit' END
ORDER BY level DESC, ordinal NULLS LAST, unit, place
