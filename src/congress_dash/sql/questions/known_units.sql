-- One row per organisation that files may speak of, also before it begins and after it has ended: the
-- committee itself first, then in the order of the catalogue. ended: no longer there on this day;
-- upload, file, as_of: the Danh mục that speaks for it.
SELECT o.unit, o.code, o.name, o.kind, o.level, o.block, o.members, o.sub_cells, o.status, o.valid_from,
  o.valid_to, o.successor, coalesce(o.valid_to < $as_of, FALSE) AS ended, o.upload, u.file, u.as_of
FROM known_orgs($as_of, $known_at) o JOIN live($known_at) u USING (upload)
ORDER BY o.level = 'superior' DESC, ended, o.level DESC, o.ordinal NULLS LAST, o.unit
