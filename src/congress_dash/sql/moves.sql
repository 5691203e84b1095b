-- One row per organisation of the trial whose state is another than it was.
SELECT now.unit, now.level, was.state AS before, now.state AS after
FROM trial_orgs now JOIN was USING (unit)
WHERE now.state <> was.state
ORDER BY now.unit
