-- One row per cycle of congresses that the catalogue tells of; current: as_of belongs to it.
SELECT cycle, name, starts_on, ends_on, $as_of BETWEEN first_day AND last_day AS "current"
FROM cycles_at($known_at) WHERE cycle IS NOT NULL ORDER BY starts_on, cycle
