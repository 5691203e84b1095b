-- One row per cycle that has begun × level with a deadline: how far it was on `day`, as many days
-- before its own deadline as as_of is before that of its cycle (days_before; less than 0: after).
-- An earlier cycle's deadline is the last that was in force; counts are missing where the day lies
-- outside the cycle. Aliases are long because a macro's text could take a short one for its own.
WITH begun AS (
  SELECT *, least(last_day, $as_of) AS judged_on FROM cycles_at($known_at)
  WHERE cycle IS NOT NULL AND first_day <= $as_of),
ended AS (
  SELECT begun.*, due.level, due.deadline
  FROM begun, LATERAL (SELECT * FROM deadlines_at(begun.judged_on, $known_at)) due),
compared AS (
  SELECT ended.*, date_diff('day', $as_of, own.deadline)::INTEGER AS days_before,
    ended.deadline - date_diff('day', $as_of, own.deadline)::INTEGER AS compared_on
  FROM ended JOIN ended own ON own.level = ended.level AND $as_of BETWEEN own.first_day AND own.last_day)
SELECT compared.cycle, compared.name, compared.level, compared.compared_on AS day, compared.deadline,
  compared.days_before, counted.held, counted.total, counted.excluded, counted.not_reported, counted.percent
FROM compared JOIN LATERAL (SELECT * FROM held_at(compared.compared_on, $known_at)) counted
  ON counted.level = compared.level AND counted.kind = 'all'
    AND compared.compared_on BETWEEN compared.first_day AND compared.last_day
ORDER BY counted.l, compared.starts_on
