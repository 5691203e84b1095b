-- One row per block (of one level): how many organisations held their congress, of how many.
SELECT block,
  count(*) FILTER (WHERE held AND NOT stopped)::INTEGER AS held,
  count(*) FILTER (WHERE NOT stopped)::INTEGER AS total,
  count(*) FILTER (WHERE stopped)::INTEGER AS excluded,
  count(*) FILTER (WHERE not_reported AND NOT stopped)::INTEGER AS not_reported,
  percent(count(*) FILTER (WHERE held AND NOT stopped), count(*) FILTER (WHERE NOT stopped)) AS percent,
  level
FROM orgs_at($as_of, $known_at)
GROUP BY block, level ORDER BY level DESC, min(ordinal) NULLS LAST, block
