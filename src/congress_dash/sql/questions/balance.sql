-- One row per level × block × kind: its organisations, each counted in one place. held + scheduled +
-- unscheduled + not_reported = total; total + excluded (told to stop) = listed. Postponed ones are
-- scheduled or unscheduled.
SELECT level, block, kind,
  count(*) FILTER (WHERE place = 'held')::INTEGER AS held,
  count(*) FILTER (WHERE place = 'scheduled')::INTEGER AS scheduled,
  count(*) FILTER (WHERE place = 'unscheduled')::INTEGER AS unscheduled,
  count(*) FILTER (WHERE place = 'not_reported')::INTEGER AS not_reported,
  count(*) FILTER (WHERE place <> 'excluded')::INTEGER AS total,
  count(*) FILTER (WHERE place = 'excluded')::INTEGER AS excluded,
  count(*)::INTEGER AS listed
FROM (
  SELECT level, block, kind, ordinal,
    CASE WHEN stopped THEN 'excluded' WHEN held THEN 'held' WHEN not_reported THEN 'not_reported'
      WHEN booked_on IS NOT NULL THEN 'scheduled' ELSE 'unscheduled' END AS place
  FROM states_at($as_of, $known_at))
GROUP BY level, block, kind ORDER BY level DESC, min(ordinal) NULLS LAST, block, kind
