-- How the books are read: contract.md §1 and §2 as table macros, made anew in memory at every opening; the tables are those of
-- the attached catalog `books` (a DuckDB file, later DuckLake).
-- d: the day looked at (as_of); n: the upload up to which the books are read (known_at).

CREATE MACRO live(n) AS TABLE
  SELECT u.* FROM books.uploads u WHERE u.upload <= n AND u.upload NOT IN (SELECT w.upload FROM books.withdrawals w);

-- The cycles of congresses, and the days that belong to each: every day belongs to the cycle that
-- began last, days before the first to the first. Without any there is one, for ever.
CREATE MACRO cycles_at(n) AS TABLE
  WITH said AS (
    SELECT key, upload, cycle, name, starts_on, ends_on, FALSE AS struck FROM books.cycles
    UNION ALL BY NAME
    SELECT key, upload, TRUE AS struck FROM books.strikes WHERE form = 'catalogue' AND key LIKE 'cycle:%'),
  known AS (
    SELECT said.* FROM said JOIN live(n) u USING (upload)
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY u.as_of DESC, upload DESC) = 1)
  SELECT cycle, name, starts_on, ends_on,
    CASE WHEN lag(starts_on) OVER began IS NULL THEN DATE '-infinity' ELSE starts_on END AS first_day,
    coalesce(lead(starts_on) OVER began - 1, DATE 'infinity') AS last_day
  FROM known WHERE NOT struck WINDOW began AS (ORDER BY starts_on, key)
  UNION ALL
  SELECT NULL, NULL, NULL, NULL, DATE '-infinity', DATE 'infinity'
  WHERE NOT EXISTS (SELECT 1 FROM known WHERE NOT struck);

CREATE MACRO cycle_on(d, n) AS TABLE
  SELECT * FROM cycles_at(n) WHERE d BETWEEN first_day AND last_day;

-- The uploads whose reports speak on day d: those of its cycle, before it and after it.
CREATE MACRO live_in_cycle(d, n) AS TABLE
  SELECT u.* FROM live(n) u JOIN cycle_on(d, n) c ON u.as_of BETWEEN c.first_day AND c.last_day;

-- The same for one form: a catalogue belongs to no cycle.
CREATE MACRO speaking(f, d, n) AS TABLE
  SELECT u.* FROM live(n) u JOIN cycle_on(d, n) c ON f = 'catalogue' OR u.as_of BETWEEN c.first_day AND c.last_day;

-- What the table of a form (f; told: the table's name) says per key: of the reports that speak on day d the
-- newest whose as-of day is not after t, strikes taken out. …_at: undated facts, t = d; …_newest: dated
-- facts, of the whole cycle.
CREATE MACRO struck_keys(f, d, n) AS TABLE
  SELECT s.key, u.as_of, s.upload, TRUE AS struck
  FROM books.strikes s JOIN speaking(f, d, n) u USING (upload) WHERE s.form = f;

CREATE MACRO reports_until(f, told, t, d, n) AS TABLE
  WITH said AS (
    SELECT r.*, u.as_of, FALSE AS struck FROM query_table(told) r JOIN speaking(f, d, n) u USING (upload)
    UNION ALL BY NAME SELECT * FROM struck_keys(f, d, n))
  SELECT * EXCLUDE (struck) FROM (
    SELECT * FROM said WHERE as_of <= t
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY as_of DESC, upload DESC) = 1)
  WHERE NOT struck;

-- Reports of Biểu 01 in the cycle of day d, one per key and as-of day (the later upload of the same
-- day replaces the earlier), strikes among them as reports that say nothing.
CREATE MACRO progress_reports(d, n) AS TABLE
  WITH said AS (
    SELECT p.*, FALSE AS struck FROM books.progress p
    UNION ALL BY NAME
    SELECT s.upload, s.key, s.key AS unit, TRUE AS struck FROM books.strikes s WHERE s.form = 'progress')
  SELECT said.*, u.as_of FROM said JOIN live_in_cycle(d, n) u USING (upload)
  QUALIFY row_number() OVER (PARTITION BY said.key, u.as_of ORDER BY upload DESC) = 1;

-- Undated facts of Biểu 01: the newest report whose own as-of day is not after d.
CREATE MACRO progress_at(d, n) AS TABLE FROM reports_until('progress', 'books.progress', d, d, n);

-- Dated facts of Biểu 01: the newest report of the cycle. A congress held without a day counts from the
-- as-of day of the first report since when it has been marked so without a break.
CREATE MACRO progress_newest(d, n) AS TABLE
  WITH newest AS (
    SELECT key, plan_issued_on, submitted_on, approved_on, held, held_on, held_to
    FROM reports_until('progress', 'books.progress', DATE 'infinity', d, n)),
  told AS (
    SELECT r.key, r.as_of, r.struck, r.held
    FROM progress_reports(d, n) r JOIN (SELECT key FROM newest WHERE held AND held_on IS NULL) u USING (key)),
  breaks AS (SELECT key, max(as_of) FILTER (WHERE struck OR held IS NOT TRUE) AS last_break FROM told GROUP BY key),
  marked AS (
    SELECT t.key, min(t.as_of) AS first_marked FROM told t JOIN breaks b USING (key)
    WHERE coalesce(t.as_of > b.last_break, TRUE) GROUP BY t.key)
  SELECT n.*, CASE WHEN n.held THEN coalesce(n.held_on, m.first_marked) END AS counts_from
  FROM newest n LEFT JOIN marked m USING (key);

-- Which upload speaks for a catalogue entry on day d: the newest not after d, else the first after
-- it (entries without days of their own hold always). Struck out: none.
CREATE MACRO entries_at(d, n) AS TABLE
  WITH said AS (
    SELECT key, upload, FALSE AS struck FROM (
      SELECT key, upload FROM books.orgs UNION ALL SELECT key, upload FROM books.aliases UNION ALL
      SELECT key, upload FROM books.milestones UNION ALL SELECT key, upload FROM books.pauses UNION ALL
      SELECT key, upload FROM books.holidays UNION ALL SELECT key, upload FROM books.teams UNION ALL
      SELECT key, upload FROM books.cycles)
    UNION ALL SELECT key, upload, TRUE FROM books.strikes WHERE form = 'catalogue'),
  dated AS (
    SELECT said.*, CASE WHEN u.as_of <= d THEN u.as_of END AS past, u.as_of
    FROM said JOIN live(n) u USING (upload))
  SELECT key, upload FROM (
    SELECT * FROM dated
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY past DESC NULLS LAST, as_of, upload DESC) = 1)
  WHERE NOT struck;

-- Organisations as the catalogue of day d has them, those that have ended or not begun too.
CREATE MACRO org_entries_at(d, n) AS TABLE
  SELECT o.* FROM books.orgs o JOIN entries_at(d, n) USING (key, upload);

CREATE MACRO catalogue_at(d, n) AS TABLE
  SELECT * FROM org_entries_at(d, n)
  WHERE coalesce(valid_from <= d, TRUE) AND coalesce(valid_to >= d, TRUE);

-- The levels that are counted, in their order; a direct or coordinated organisation is of the first two,
-- the sub-cells that it tells of are of the others.
CREATE MACRO counted_levels() AS TABLE
  FROM (VALUES ('grassroots', 1), ('coordinated', 2), ('sub_cell', 3), ('coordinated_sub_cell', 4)) l(level, l);

CREATE MACRO level_of(scope) AS CASE scope WHEN 'direct' THEN 'grassroots' ELSE scope END;

CREATE MACRO sub_cell_level(level) AS CASE level WHEN 'grassroots' THEN 'sub_cell' ELSE 'coordinated_sub_cell' END;

-- Every organisation that files may speak of, before it begins and after it has ended, too: of
-- several entries the one that holds on day d, else the one that ended last. One of the view alone,
-- where one was chosen.
CREATE MACRO known_orgs(d, n) AS TABLE
  SELECT o.*, coalesce(valid_from <= d, TRUE) AND coalesce(valid_to >= d, TRUE) AS is_there,
    level_of(scope) AS level
  FROM org_entries_at(d, n) o
  WHERE scope IS NOT NULL AND (getvariable('view_unit') IS NULL OR getvariable('view_unit') = unit)
  QUALIFY row_number() OVER (
    PARTITION BY unit ORDER BY is_there DESC, valid_to DESC NULLS FIRST, upload DESC) = 1;

-- Every organisation that has ended by day d with a successor, and the organisations that took its
-- place one after another: the first code of a split; a code that nobody has, or that stands in the
-- chain already, ends it. heirs: the chain without the organisation itself.
CREATE MACRO heirs_at(d, n) AS TABLE
  WITH RECURSIVE ended AS (
    SELECT unit, trim(string_split_regex(successor, '[;,\n]')[1]) AS successor
    FROM org_entries_at(d, n) WHERE valid_to < d AND successor IS NOT NULL),
  steps AS (SELECT e.* FROM ended e JOIN org_entries_at(d, n) heir ON heir.unit = e.successor),
  walk AS (
    SELECT unit, unit AS last, [unit] AS path FROM ended
    UNION ALL
    SELECT w.unit, s.successor, list_append(w.path, s.successor) FROM walk w JOIN steps s ON s.unit = w.last
    WHERE NOT list_contains(w.path, s.successor))
  SELECT unit, arg_max(last, len(path)) AS heir, arg_max(path, len(path))[2:] AS heirs FROM walk GROUP BY unit
  HAVING max(len(path)) > 1;

-- Where each organisation belongs in the tree of day t: itself, or whoever took its place in the end.
CREATE MACRO belonging_at(t, n) AS TABLE
  WITH known AS (SELECT * FROM org_entries_at(t, n) WHERE t IS NOT NULL)
  SELECT o.unit, home.unit AS now_unit, home.name AS now_name, home.block, home.ordinal
  FROM known o LEFT JOIN heirs_at(t, n) h USING (unit) JOIN known home ON home.unit = coalesce(h.heir, o.unit);

-- Of a split the other organisations beside its first heir, and the sub-cells that each had before: what
-- it has more since then came from the one that ended. listed: what the catalogue says.
CREATE MACRO parted_at(d, n) AS TABLE
  WITH codes AS (
    SELECT unit AS ended, valid_to, list_transform(string_split_regex(successor, '[;,\n]'), lambda code: trim(code)) AS codes
    FROM org_entries_at(d, n) WHERE valid_to < d AND successor IS NOT NULL),
  others AS (SELECT ended, valid_to, codes[1] AS heir, unnest(codes[2:]) AS other FROM codes)
  SELECT s.ended, s.other, o.sub_cells AS listed,
    CASE WHEN o.valid_from > s.valid_to THEN 0 ELSE coalesce(arg_max_null(r.sub_cells, r.as_of), o.sub_cells, 0) END
      AS sub_cells,
    CASE WHEN o.valid_from > s.valid_to THEN 0 ELSE coalesce(arg_max_null(r.sub_cells_held, r.as_of), 0) END
      AS sub_cells_held
  FROM others s JOIN org_entries_at(d, n) o ON o.unit = s.other AND s.other NOT IN (s.heir, s.ended)
  LEFT JOIN progress_reports(d, n) r ON r.key = s.other AND r.as_of <= s.valid_to
  GROUP BY s.ended, s.other, s.valid_to, o.valid_from, o.sub_cells;

-- Sub-cells of organisations that have ended, whose heirs have not told of them yet: every heir's
-- newest Biểu 01 is older than the end. Without a report the catalogue's number speaks, which has
-- them; of a split, what the others have more since then is theirs. So every sub-cell counts once on
-- every day.
CREATE MACRO carried_cells_at(d, n) AS TABLE
  WITH told AS (SELECT key, as_of, sub_cells, sub_cells_held FROM progress_at(d, n)),
  links AS (SELECT unit, heir, unnest(heirs) AS link FROM heirs_at(d, n)),
  gained AS (
    SELECT p.ended, sum(greatest(coalesce(t.sub_cells, p.listed, 0) - p.sub_cells, 0)) AS sub_cells,
      sum(greatest(coalesce(t.sub_cells_held, 0) - p.sub_cells_held, 0)) AS sub_cells_held
    FROM parted_at(d, n) p LEFT JOIN told t ON t.key = p.other GROUP BY p.ended)
  SELECT o.unit AS ended, l.heir AS unit,
    greatest(coalesce(any_value(own.sub_cells), o.sub_cells, 0) - coalesce(any_value(g.sub_cells), 0), 0) AS sub_cells,
    CASE WHEN any_value(own.sub_cells_held) IS NOT NULL
      THEN greatest(any_value(own.sub_cells_held) - coalesce(any_value(g.sub_cells_held), 0), 0) END AS sub_cells_held
  FROM links l
  JOIN org_entries_at(d, n) o ON o.unit = l.unit AND o.scope IN ('direct', 'coordinated')
    AND o.valid_to < d AND o.successor IS NOT NULL -- as in heirs_at: few are looked for
  LEFT JOIN told own ON own.key = o.unit LEFT JOIN told ON told.key = l.link LEFT JOIN gained g ON g.ended = o.unit
  GROUP BY o.unit, l.heir, o.sub_cells, o.valid_to
  HAVING bool_and(told.sub_cells IS NOT NULL AND told.as_of <= o.valid_to);

-- The organisations followed on day d (direct and coordinated; neither the provincial committee
-- itself nor sub-cells), with what the newest Biểu 01 and the catalogue say of them; those of the
-- view (moment.View) that was chosen. Where the view asks for the tree of another day, they stand in
-- the block where they, or whoever took their place, belong on that day; which are counted, and at
-- which level, stays.
CREATE MACRO orgs_at(d, n) AS TABLE
  WITH carried AS (
    SELECT unit, sum(sub_cells)::INTEGER AS sub_cells, sum(sub_cells_held)::INTEGER AS sub_cells_held
    FROM carried_cells_at(d, n) GROUP BY unit),
  placed AS (
    SELECT c.* REPLACE (
      CASE WHEN t.unit IS NULL THEN c.block ELSE t.block END AS block,
      CASE WHEN t.unit IS NULL THEN c.ordinal ELSE t.ordinal END AS ordinal),
      coalesce(t.now_unit, c.unit) AS now_unit, coalesce(t.now_name, c.name) AS now_name
    FROM catalogue_at(d, n) c LEFT JOIN belonging_at(getvariable('view_tree_on'), n) t USING (unit))
  SELECT o.unit, o.code, o.name, o.kind, o.block, o.ordinal, o.now_unit, o.now_name,
    level_of(o.scope) AS level,
    coalesce(p.pilot, FALSE) OR o.pilot AS pilot,
    coalesce(p.status, o.status) AS status, coalesce(p.status, o.status, '') = 'cancelled_reorg' AS stopped,
    coalesce(p.sub_cells, o.sub_cells, 0) + coalesce(j.sub_cells, 0) AS sub_cells,
    CASE WHEN j.sub_cells_held IS NULL THEN p.sub_cells_held
      ELSE coalesce(p.sub_cells_held, 0) + j.sub_cells_held END AS sub_cells_held,
    coalesce(p.members, o.members) AS members,
    p.upload AS upload, p.as_of AS last_as_of,
    p.plan_issued, p.draft, p.draft_in_progress, p.comments,
    p.planned_from, p.planned_to, p.planned_text,
    w.plan_issued_on, w.submitted_on, w.approved_on, w.held_to,
    w.counts_from AS held_on,
    coalesce(w.counts_from <= d, FALSE) AS held,
    NOT coalesce(w.counts_from <= d, FALSE)
      AND (p.held IS NULL OR w.held IS NULL)
      AS not_reported
  FROM placed o
  LEFT JOIN carried j ON j.unit = o.unit
  LEFT JOIN progress_at(d, n) p ON p.key = o.unit
  LEFT JOIN progress_newest(d, n) w ON w.key = o.unit
  WHERE o.scope IN ('direct', 'coordinated')
    AND (getvariable('view_scope') IS NULL OR getvariable('view_scope') = level_of(o.scope))
    AND (getvariable('view_block') IS NULL OR getvariable('view_block') = o.block)
    AND (getvariable('view_kind') IS NULL OR getvariable('view_kind') = o.kind)
    AND (getvariable('view_unit') IS NULL OR getvariable('view_unit') = o.unit);

-- Whether a view was chosen that leaves some organisations out, and whether this one is in it: without
-- such a view also those that the catalogue does not follow (any more), and the provincial committee.
CREATE MACRO is_partial() AS
  getvariable('view_scope') IS NOT NULL OR getvariable('view_block') IS NOT NULL OR getvariable('view_kind') IS NOT NULL
  OR getvariable('view_unit') IS NOT NULL;

CREATE MACRO is_in_view(whom, followed) AS
  NOT is_partial() OR whom = getvariable('view_unit') OR coalesce(list_contains(followed, whom), FALSE);

CREATE MACRO results_newest(d, n) AS TABLE FROM reports_until('results', 'books.results', DATE 'infinity', d, n);
CREATE MACRO documents_until(t, d, n) AS TABLE FROM reports_until('documents', 'books.documents', t, d, n);
CREATE MACRO documents_at(d, n) AS TABLE FROM documents_until(d, d, n);
CREATE MACRO visits_at(d, n) AS TABLE FROM reports_until('inspections', 'books.visits', d, d, n);
CREATE MACRO visits_newest(d, n) AS TABLE FROM reports_until('inspections', 'books.visits', DATE 'infinity', d, n);
CREATE MACRO bookings_at(d, n) AS TABLE FROM reports_until('schedule', 'books.bookings', d, d, n);

-- The organisations that a visit up to day d is told of.
CREATE MACRO visited_at(d, n) AS TABLE SELECT DISTINCT unit FROM visits_newest(d, n) WHERE visited_on <= d;

-- A key for comparison, as vietnamese.fold makes it.
CREATE MACRO folded(words) AS
  trim(regexp_replace(translate(strip_accents(lower(words)), 'đ–—‑−', 'd----'), '[^0-9a-z&+%]+', ' ', 'g'));

-- Who issued a basis: what stands after the slash of its document number ("Kết luận 126-KL/TW" and
-- "Chỉ thị 45-CT/TW": TW; without accents); a basis without a number is its own issuer. Letters are bare
-- before they are looked for: a pattern of any letter (\p{L}) costs more than all the rest of a question.
CREATE MACRO issuer(basis) AS
  coalesce(
    nullif(regexp_extract(upper(translate(strip_accents(basis), 'đĐ–', 'dD-')),
      '\d+(?:\s*-\s*[A-Z]+)?\s*/\s*(?:\d{4}\s*/\s*)?([A-Z][A-Z\d-]*)', 1), ''),
    lower(basis), '');

-- Marks of a level in force on day d, as the catalogue of that day has them: of each milestone of an
-- issuer the version that came into effect last, so that a local plan stands beside the central
-- outer bound and a new directive takes the place of the older one (domain.md §1.6). A mark belongs
-- to the cycle its day lies in. Where the view asks for the marks of one day, those judge every day.
-- That it was done is a dated fact.
CREATE MACRO milestones_at(d, n) AS TABLE
  SELECT m.* REPLACE (newest.done_on AS done_on)
  FROM books.milestones m JOIN entries_at(coalesce(getvariable('view_marks_on'), d), n) USING (key, upload)
  LEFT JOIN (
    SELECT key, m.done_on FROM books.milestones m JOIN entries_at(DATE 'infinity', n) USING (key, upload)) newest
    USING (key)
  JOIN cycle_on(d, n) c ON m.due_on BETWEEN c.first_day AND c.last_day
  WHERE coalesce(m.effective_from <= coalesce(getvariable('view_marks_on'), d), TRUE)
  QUALIFY row_number() OVER (
    PARTITION BY level, lower(milestone), issuer(basis)
    ORDER BY effective_from DESC NULLS LAST, m.upload DESC, m.due_on, m.key) = 1;

-- The deadline of a level: its earliest mark "Hoàn thành …".
CREATE MACRO deadlines_at(d, n) AS TABLE
  SELECT level, min(due_on) AS deadline
  FROM milestones_at(d, n) WHERE folded(milestone) LIKE 'hoan thanh%' GROUP BY level;

CREATE MACRO pauses_at(n) AS TABLE
  SELECT p.* FROM books.pauses p JOIN entries_at(DATE 'infinity', n) USING (key, upload);

CREATE MACRO holidays_at(n) AS TABLE
  SELECT h.* FROM books.holidays h JOIN entries_at(DATE 'infinity', n) USING (key, upload);

-- The working days of a span of days, Monday to Friday but for the catalogue's holidays (domain.md §8.8),
-- as one value: `worked`, those days in their order; `numbers`, per day of the span from `first` on,
-- how many of them there are up to that day. It is made once, then every day is looked up.
CREATE MACRO working_calendar(n, first_day, last_day) AS (
  SELECT {first: min(day), worked: list(day ORDER BY day) FILTER (WHERE is_worked),
          numbers: list(number ORDER BY day)}
  FROM (
    SELECT day, is_worked, count(*) FILTER (WHERE is_worked) OVER (ORDER BY day)::INTEGER AS number
    FROM (
      SELECT day, isodow(day) < 6 AND day NOT IN (SELECT h.day FROM holidays_at(n) h) AS is_worked
      FROM (SELECT unnest(generate_series(first_day, last_day, INTERVAL 1 DAY))::DATE AS day))));

-- Working days after day a up to day b: 0 of a day and itself, below 0 where b lies before a.
CREATE MACRO working_days_between(calendar, a, b) AS
  calendar.numbers[b - calendar.first + 1] - calendar.numbers[a - calendar.first + 1];

-- The working day that is the nth after a day, counted from the day after it.
CREATE MACRO nth_working_day(calendar, a, nth) AS
  calendar.worked[calendar.numbers[a - calendar.first + 1] + nth];

-- A number of the site's list of thresholds.
CREATE MACRO threshold(name) AS (SELECT t.value FROM thresholds t WHERE t.id = name);

-- Every day of a pause once, however many pauses name it.
CREATE MACRO pause_days_at(n) AS TABLE
  SELECT DISTINCT CAST(unnest(generate_series(starts_on, ends_on, INTERVAL 1 DAY)) AS DATE) AS day FROM pauses_at(n);

-- How many days after a day, up to another, congresses were allowed on: a pause is counted against
-- nobody. 0 when that day is not past.
CREATE MACRO days_outside_pauses(due, d, n) AS
  greatest(date_diff('day', due, CAST(d AS DATE)) - (SELECT count(*) FROM pause_days_at(n) p WHERE p.day > due AND p.day <= d), 0);

-- The state of every organisation (domain.md §1.8): the highest rung reached.
CREATE MACRO states_at(d, n) AS TABLE
  SELECT o.*, b.booked_on, b.booked_to, b.session, b.place, b.team, b.attending, r.reported_on, r.ratified_on,
    CASE
      WHEN o.status IS NOT NULL AND NOT o.held THEN o.status
      WHEN o.stopped THEN o.status
      WHEN o.not_reported THEN 'unknown'
      WHEN o.held AND r.ratified_on <= d THEN 'ratified'
      WHEN o.held AND r.reported_on <= d THEN 'reported'
      WHEN o.held THEN 'held'
      WHEN b.booked_on IS NOT NULL THEN 'scheduled'
      WHEN o.approved_on <= d THEN 'approved'
      WHEN o.submitted_on <= d THEN 'submitted'
      WHEN o.comments > 0 THEN 'commenting'
      WHEN o.draft >= 1 THEN 'drafting'
      WHEN coalesce(o.plan_issued_on <= d, o.plan_issued) THEN 'planned'
      ELSE 'not_started'
    END AS state
  FROM orgs_at(d, n) o
  LEFT JOIN bookings_at(d, n) b ON b.key = o.unit
  LEFT JOIN results_newest(d, n) r ON r.key = o.unit;

-- What is known of every organisation on day d, field by field, as text; days that have not come are
-- not known yet. `unit`: that it is followed at all.
CREATE MACRO fields_at(d, n) AS TABLE
  SELECT unit, name, level, block, ordinal, unnest([
      {place: 0, field: 'unit', value: name},
      {place: 1, field: 'name', value: name},
      {place: 2, field: 'block', value: block},
      {place: 3, field: 'scope', value: CASE level WHEN 'grassroots' THEN 'direct' ELSE 'coordinated' END},
      {place: 4, field: 'kind', value: kind},
      {place: 5, field: 'state', value: state},
      {place: 6, field: 'pilot', value: pilot::VARCHAR},
      {place: 7, field: 'plan_issued_on', value: CASE WHEN plan_issued_on <= d THEN plan_issued_on::VARCHAR END},
      {place: 8, field: 'draft', value: draft::VARCHAR},
      {place: 9, field: 'comments', value: comments::VARCHAR},
      {place: 10, field: 'submitted_on', value: CASE WHEN submitted_on <= d THEN submitted_on::VARCHAR END},
      {place: 11, field: 'approved_on', value: CASE WHEN approved_on <= d THEN approved_on::VARCHAR END},
      {place: 12, field: 'planned', value: coalesce(planned_text, planned_to::VARCHAR, planned_from::VARCHAR)},
      {place: 13, field: 'booked_on', value: booked_on::VARCHAR},
      {place: 14, field: 'held_on', value: CASE WHEN held THEN held_on::VARCHAR END},
      {place: 15, field: 'sub_cells', value: sub_cells::VARCHAR},
      {place: 16, field: 'sub_cells_held', value: sub_cells_held::VARCHAR},
      {place: 17, field: 'reported_on', value: CASE WHEN reported_on <= d THEN reported_on::VARCHAR END},
      {place: 18, field: 'ratified_on', value: CASE WHEN ratified_on <= d THEN ratified_on::VARCHAR END}],
    recursive := TRUE)
  FROM states_at(d, n);

-- A share in percent, one decimal, half up, by whole numbers only; NULL of an empty whole.
CREATE MACRO percent(part, whole) AS
  CASE WHEN whole > 0 THEN ((2000 * part + whole) // (2 * whole)) / 10.0 END;

-- Every draft that documents tell of, with its day (dated; of the whole cycle of day d) or without one
-- (on day d): of a draft that stands in several rounds the newest report, then the last round.
CREATE MACRO told_drafts(d, n, dated) AS TABLE
  SELECT unit, document, revision, issued_on, in_progress, upload FROM (
    SELECT unit, document, round, as_of, upload, unnest(drafts, recursive := TRUE)
    FROM documents_until(CASE WHEN dated THEN DATE 'infinity' ELSE d END, d, n))
  WHERE (issued_on IS NOT NULL) = dated
  QUALIFY row_number() OVER (
    PARTITION BY unit, document, revision ORDER BY as_of DESC, upload DESC, round DESC) = 1;

-- Drafts of documents known on day d: dated ones from the newest report, undated ones from the
-- newest report not after d (being written: until the day it was issued). A set-level row fills the
-- documents that have none of their own.
CREATE MACRO drafts_at(d, n) AS TABLE
  WITH dated AS (SELECT * FROM told_drafts(d, n, TRUE)),
  own AS (
    SELECT * FROM dated WHERE issued_on <= d
    UNION ALL
    SELECT u.* FROM told_drafts(d, n, FALSE) u WHERE NOT EXISTS (
      SELECT 1 FROM dated t WHERE t.unit = u.unit AND t.document = u.document
        AND t.revision = u.revision AND NOT (u.in_progress AND t.issued_on > d))),
  filled AS (
    SELECT o.unit, s.document, o.revision, o.issued_on, o.in_progress, o.upload
    FROM own o CROSS JOIN document_set s
    WHERE o.document = 'document_set' AND NOT EXISTS (
      SELECT 1 FROM own x WHERE x.unit = o.unit AND x.document = s.document))
  SELECT * FROM own WHERE document <> 'document_set' UNION ALL SELECT * FROM filled;

-- Findings noted on visits up to day d, one row per organisation they were told of: their category
-- (the first of the list one of whose phrases stands in the text) and what became of them there. That
-- one was found comes from the newest report; its due day and whether it was put right are undated:
-- the newest not after d. is_told: whether a report up to d speaks of it at all; where none does, what
-- became of it is not known on that day, whatever its due day. A finding told of several organisations in
-- one row is one (upload, session, "text").
CREATE MACRO findings_at(d, n) AS TABLE
  WITH found AS (
    SELECT key, unit, team, visited_on, upload, session, unnest(findings, recursive := TRUE)
    FROM visits_newest(d, n) WHERE visited_on <= d),
  told AS (SELECT key, unnest(findings, recursive := TRUE) FROM visits_at(d, n)),
  known AS (
    SELECT f.key, f.unit, f.team, f.visited_on, f.upload, f.session, f."text", f.corrective_action AS remedy, coalesce(t.fixed, FALSE) AS fixed,
      t.key IS NOT NULL AS is_told,
      CASE WHEN t.key IS NULL THEN f.due_on ELSE t.due_on END AS due_on
    FROM found f LEFT JOIN told t ON t.key = f.key AND t."text" = f."text"),
  texts AS (
    SELECT t."text", coalesce(arg_min(p.category, p.position), 'other') AS category
    FROM (SELECT DISTINCT "text" FROM found) t
    LEFT JOIN ref_finding_phrases p ON contains(' ' || folded(t."text") || ' ', ' ' || p.phrase || ' ')
    GROUP BY t."text")
  SELECT k.*, x.category,
    CASE WHEN k.fixed THEN 'fixed' WHEN k.due_on < d THEN 'overdue' ELSE 'open' END AS state
  FROM known k JOIN texts x USING ("text");

-- The worst of the states of one finding, or of several.
CREATE MACRO worst(state) AS
  CASE WHEN bool_or(state = 'overdue') THEN 'overdue' WHEN bool_and(state = 'fixed') THEN 'fixed' ELSE 'open' END;
-- Whether no report tells of that worst state: nobody is known to be late, or to have work left.
CREATE MACRO untold(state, is_told) AS
  CASE worst(state) WHEN 'fixed' THEN FALSE
    WHEN 'overdue' THEN NOT bool_or(is_told AND state = 'overdue') ELSE NOT bool_or(is_told AND state = 'open') END;

-- Organisations whose planned congress day has passed on day d without a congress; days of a pause do
-- not count. step: the one after the last that is done on the way there. Told to stop or postponed, or
-- not reported: not late.
CREATE MACRO late_at(d, n) AS TABLE
  WITH passed AS (
    SELECT *,
      CASE WHEN approved_on <= d THEN 'official_session' WHEN submitted_on <= d THEN 'approved'
        ELSE 'submitted' END AS step,
      planned_to AS due_on, days_outside_pauses(planned_to, CAST(d AS DATE), n)::INTEGER AS days_late
    FROM states_at(d, n)
    WHERE NOT held AND NOT not_reported AND status IS NULL AND planned_to < d)
  SELECT * FROM passed WHERE days_late > 0;

-- Organisations that wait on day d for somebody else's word: submitted, not approved; or approved
-- without a booked day. Held, told to stop or postponed, or not reported: they do not wait.
CREATE MACRO waits_at(d, n) AS TABLE
  SELECT unit,
    CASE WHEN approved_on <= d THEN 'scheduled' ELSE 'approved' END AS waits_for,
    CASE WHEN approved_on <= d THEN approved_on ELSE submitted_on END AS waits_since
  FROM states_at(d, n)
  WHERE NOT held AND NOT not_reported AND status IS NULL AND (
    approved_on <= d AND booked_on IS NULL
    OR NOT coalesce(approved_on <= d, FALSE) AND submitted_on <= d);

-- Rows that wait on day d, of its cycle (those of a catalogue, of any): not yet said again by a newer
-- report of the same form, properly or in a row that waits in turn. Where nobody knows the row's key, by any newer row of its organisation;
-- where not even that, by any row.
CREATE MACRO waiting_at(d, n) AS TABLE
  WITH said AS (
    SELECT 'catalogue' AS form, key, unit, upload FROM books.orgs UNION ALL
    SELECT 'progress', key, unit, upload FROM books.progress UNION ALL
    SELECT 'results', key, unit, upload FROM books.results UNION ALL
    SELECT 'documents', key, unit, upload FROM books.documents UNION ALL
    SELECT 'inspections', key, unit, upload FROM books.visits UNION ALL
    SELECT 'schedule', key, unit, upload FROM books.bookings UNION ALL
    SELECT form, key, unit, upload FROM books.waiting_rows),
  newer AS (SELECT s.*, u.as_of FROM said s JOIN live(n) u USING (upload) WHERE u.as_of <= d)
  SELECT w.*, u.as_of FROM books.waiting_rows w JOIN live(n) u USING (upload)
  JOIN cycle_on(d, n) c ON w.form = 'catalogue' OR u.as_of >= c.first_day
  WHERE u.as_of <= d AND NOT EXISTS (
    SELECT 1 FROM newer x WHERE x.form = w.form
      AND (x.as_of > u.as_of OR (x.as_of = u.as_of AND x.upload > u.upload))
      AND (w.key = x.key OR w.key IS NULL AND (w.unit IS NULL OR w.unit = x.unit)));

-- What was told in this cycle of the fields of an organisation, whenever a report said something else
-- than the one before it; the first is what was told first. Reports follow one another by their as-of
-- day, then by upload; one struck out tells nothing. Dated facts hold for every day, the others from their
-- as-of day on. in_force: what the books say at this moment, and which report said so first.
CREATE MACRO told_values_at(d, n) AS TABLE
  WITH progress AS (
    SELECT p.*, FALSE AS struck FROM books.progress p UNION ALL BY NAME
    SELECT key, upload, TRUE AS struck FROM books.strikes WHERE form = 'progress'),
  results AS (
    SELECT r.*, FALSE AS struck FROM books.results r UNION ALL BY NAME
    SELECT key, upload, TRUE AS struck FROM books.strikes WHERE form = 'results'),
  bookings AS (
    SELECT b.*, FALSE AS struck FROM books.bookings b UNION ALL BY NAME
    SELECT key, upload, TRUE AS struck FROM books.strikes WHERE form = 'schedule'),
  said AS (
    SELECT key AS unit, upload, struck, unnest([
        {form: 'progress', field: 'sub_cells', is_dated: FALSE, value: sub_cells::VARCHAR},
        {form: 'progress', field: 'sub_cells_held', is_dated: FALSE, value: sub_cells_held::VARCHAR},
        {form: 'progress', field: 'members', is_dated: FALSE, value: members::VARCHAR},
        {form: 'progress', field: 'plan_no', is_dated: FALSE, value: plan_no::VARCHAR},
        {form: 'progress', field: 'plan_issued', is_dated: FALSE, value: plan_issued::VARCHAR},
        {form: 'progress', field: 'plan_issued_on', is_dated: TRUE, value: plan_issued_on::VARCHAR},
        {form: 'progress', field: 'draft', is_dated: FALSE, value: draft::VARCHAR},
        {form: 'progress', field: 'draft_in_progress', is_dated: FALSE, value: draft_in_progress::VARCHAR},
        {form: 'progress', field: 'comments', is_dated: FALSE, value: comments::VARCHAR},
        {form: 'progress', field: 'submitted_on', is_dated: TRUE, value: submitted_on::VARCHAR},
        {form: 'progress', field: 'approved_on', is_dated: TRUE, value: approved_on::VARCHAR},
        {form: 'progress', field: 'planned_from', is_dated: FALSE, value: planned_from::VARCHAR},
        {form: 'progress', field: 'planned_to', is_dated: FALSE, value: planned_to::VARCHAR},
        {form: 'progress', field: 'planned_text', is_dated: FALSE, value: planned_text::VARCHAR},
        {form: 'progress', field: 'held', is_dated: TRUE, value: held::VARCHAR},
        {form: 'progress', field: 'held_on', is_dated: TRUE, value: held_on::VARCHAR},
        {form: 'progress', field: 'held_to', is_dated: TRUE, value: held_to::VARCHAR},
        {form: 'progress', field: 'congress_form', is_dated: FALSE, value: congress_form::VARCHAR},
        {form: 'progress', field: 'pilot', is_dated: FALSE, value: pilot::VARCHAR},
        {form: 'progress', field: 'direct_election', is_dated: FALSE, value: direct_election::VARCHAR},
        {form: 'progress', field: 'status', is_dated: FALSE, value: status::VARCHAR},
        {form: 'progress', field: 'note', is_dated: FALSE, value: note::VARCHAR}],
      recursive := TRUE) FROM progress WHERE getvariable('view_unit') IS NULL OR getvariable('view_unit') = key
    UNION ALL BY NAME
    SELECT key AS unit, upload, struck, unnest([
        {form: 'results', field: 'convened', is_dated: FALSE, value: convened::VARCHAR},
        {form: 'results', field: 'present', is_dated: FALSE, value: present::VARCHAR},
        {form: 'results', field: 'opinions', is_dated: FALSE, value: opinions::VARCHAR},
        {form: 'results', field: 'reported_on', is_dated: TRUE, value: reported_on::VARCHAR},
        {form: 'results', field: 'ratified_no', is_dated: TRUE, value: ratified_no::VARCHAR},
        {form: 'results', field: 'ratified_on', is_dated: TRUE, value: ratified_on::VARCHAR}],
      recursive := TRUE) FROM results WHERE getvariable('view_unit') IS NULL OR getvariable('view_unit') = key
    UNION ALL BY NAME
    SELECT key AS unit, upload, struck, unnest([
        {form: 'schedule', field: 'booked_on', is_dated: FALSE, value: booked_on::VARCHAR},
        {form: 'schedule', field: 'booked_to', is_dated: FALSE, value: booked_to::VARCHAR},
        {form: 'schedule', field: 'session', is_dated: FALSE, value: session::VARCHAR},
        {form: 'schedule', field: 'place', is_dated: FALSE, value: place::VARCHAR}],
      recursive := TRUE) FROM bookings WHERE getvariable('view_unit') IS NULL OR getvariable('view_unit') = key),
  ordered AS (
    SELECT s.*, u.as_of, u.file, u.by_role AS "by", u.accepted_at,
      lag(value) OVER reports AS before, row_number() OVER reports AS place
    FROM said s JOIN live_in_cycle(d, n) u USING (upload)
    WHERE is_dated OR u.as_of <= d
    WINDOW reports AS (PARTITION BY unit, field ORDER BY u.as_of, upload))
  SELECT unit, field, as_of, upload, file, "by", accepted_at, value, struck,
    row_number() OVER (PARTITION BY unit, field ORDER BY place DESC) = 1 AS in_force, form
  FROM ordered WHERE place = 1 OR value IS DISTINCT FROM before;

-- How many of each level × kind held their congress on day d, of how many. Sub-cells are counted by
-- the numbers their organisation reports; levels are never added together.
CREATE MACRO held_at(d, n) AS TABLE
  WITH orgs AS (SELECT * FROM orgs_at(d, n)),
  counted AS (
    SELECT level, kind, 1 AS size, held::INTEGER AS held, stopped,
      not_reported::INTEGER AS not_reported, pilot::INTEGER AS pilot, (pilot AND held)::INTEGER AS pilot_held
    FROM orgs
    UNION ALL
    SELECT sub_cell_level(level), 'cell', sub_cells, coalesce(sub_cells_held, 0), stopped,
      CASE WHEN sub_cells_held IS NULL THEN sub_cells ELSE 0 END, 0, 0
    FROM orgs),
  grid AS (
    SELECT * FROM counted_levels() CROSS JOIN (VALUES ('all', 1), ('committee', 2), ('cell', 3)) k(kind, k)),
  sums AS (
    SELECT g.level, g.kind, g.l, g.k,
      coalesce(sum(c.held) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS held,
      coalesce(sum(c.size) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS total,
      coalesce(sum(c.size) FILTER (WHERE c.stopped), 0)::INTEGER AS excluded,
      coalesce(sum(c.not_reported) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS not_reported,
      coalesce(sum(c.pilot_held) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS pilot_held,
      coalesce(sum(c.pilot) FILTER (WHERE NOT c.stopped), 0)::INTEGER AS pilot_total
    FROM grid g LEFT JOIN counted c ON c.level = g.level AND g.kind IN ('all', c.kind)
    GROUP BY ALL)
  SELECT l, k, level, kind, held, total, excluded, not_reported, percent(held, total) AS percent, pilot_held, pilot_total
  FROM sums;
