-- How the books are read: contract.md §1 and §2 as table macros, made anew in memory at every opening; the tables are those of
-- the attached catalog `books` (a DuckDB file, later DuckLake).
-- d: the day looked at (as_of); n: the upload up to which the books are read (known_at).

CREATE MACRO live(n) AS TABLE
  SELECT u.* FROM books.uploads u WHERE u.upload <= n AND u.upload NOT IN (SELECT w.upload FROM books.withdrawals w);

-- Reports of Biểu 01, one per key and as-of day (the later upload of the same day replaces the
-- earlier), strikes among them as reports that say nothing.
CREATE MACRO progress_reports(n) AS TABLE
  WITH said AS (
    SELECT p.*, FALSE AS struck FROM books.progress p
    UNION ALL BY NAME
    SELECT s.upload, s.key, s.key AS unit, TRUE AS struck FROM books.strikes s WHERE s.form = 'progress')
  SELECT said.*, u.as_of FROM said JOIN live(n) u USING (upload)
  QUALIFY row_number() OVER (PARTITION BY said.key, u.as_of ORDER BY upload DESC) = 1;

-- Undated facts of Biểu 01: the newest report whose own as-of day is not after d.
CREATE MACRO progress_at(d, n) AS TABLE
  SELECT * FROM (
    SELECT * FROM progress_reports(n) WHERE as_of <= d
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY as_of DESC) = 1)
  WHERE NOT struck;

-- Dated facts of Biểu 01: the newest report of all. A congress held without a day counts from the
-- as-of day of the first report since when it has been marked so without a break.
CREATE MACRO progress_newest(n) AS TABLE
  WITH reports AS (
    SELECT *,
      coalesce(max(as_of) FILTER (WHERE struck OR held IS NOT TRUE) OVER (PARTITION BY key),
               DATE '0001-01-01') AS last_break
    FROM progress_reports(n)),
  marked AS (
    SELECT *, min(as_of) FILTER (WHERE as_of > last_break) OVER (PARTITION BY key) AS first_marked
    FROM reports)
  SELECT * EXCLUDE (last_break, first_marked),
    CASE WHEN held THEN coalesce(held_on, first_marked) END AS counts_from
  FROM marked QUALIFY row_number() OVER (PARTITION BY key ORDER BY as_of DESC) = 1;

-- Which upload speaks for a catalogue entry on day d: the newest not after d, else the first after
-- it (entries without days of their own hold always). Struck out: none.
CREATE MACRO entries_at(d, n) AS TABLE
  WITH said AS (
    SELECT key, upload, FALSE AS struck FROM (
      SELECT key, upload FROM books.orgs UNION ALL SELECT key, upload FROM books.aliases UNION ALL
      SELECT key, upload FROM books.milestones UNION ALL SELECT key, upload FROM books.pauses UNION ALL
      SELECT key, upload FROM books.holidays UNION ALL SELECT key, upload FROM books.teams)
    UNION ALL SELECT key, upload, TRUE FROM books.strikes WHERE form = 'catalogue')
  SELECT key, upload FROM (
    SELECT said.*, u.as_of FROM said JOIN live(n) u USING (upload)
    QUALIFY row_number() OVER (
      PARTITION BY key
      ORDER BY as_of <= d DESC, CASE WHEN as_of <= d THEN as_of END DESC, as_of, upload DESC) = 1)
  WHERE NOT struck;

CREATE MACRO catalogue_at(d, n) AS TABLE
  SELECT o.* FROM books.orgs o JOIN entries_at(d, n) USING (key, upload)
  WHERE coalesce(valid_from <= d, TRUE) AND coalesce(valid_to >= d, TRUE);

-- The organisations followed on day d (direct and coordinated; neither the provincial committee
-- itself nor sub-cells), with what the newest Biểu 01 and the catalogue say of them; those of the
-- view (moment.View) that was chosen.
CREATE MACRO orgs_at(d, n) AS TABLE
  SELECT o.unit, o.code, o.name, o.kind, o.block, o.ordinal,
    CASE o.scope WHEN 'direct' THEN 'grassroots' ELSE 'coordinated' END AS level,
    coalesce(p.pilot, FALSE) OR o.pilot AS pilot,
    coalesce(p.status, o.status) AS status,
    coalesce(p.sub_cells, o.sub_cells, 0) AS sub_cells,
    p.sub_cells_held,
    coalesce(p.members, o.members) AS members,
    p.upload AS upload, p.as_of AS last_as_of,
    p.plan_issued, p.draft, p.draft_in_progress, p.comments,
    p.planned_from, p.planned_to, p.planned_text,
    w.plan_issued_on, w.submitted_on, w.approved_on, w.held_to,
    w.counts_from AS held_on,
    coalesce(w.counts_from <= d, FALSE) AS held,
    NOT coalesce(w.counts_from <= d, FALSE)
      AND (p.key IS NULL OR p.held IS NULL OR coalesce(w.struck, TRUE) OR w.held IS NULL)
      AS not_reported
  FROM catalogue_at(d, n) o
  LEFT JOIN progress_at(d, n) p ON p.key = o.unit
  LEFT JOIN progress_newest(n) w ON w.key = o.unit
  WHERE o.scope IN ('direct', 'coordinated')
    AND (getvariable('view_scope') IS NULL OR getvariable('view_scope') = CASE o.scope WHEN 'direct' THEN 'grassroots' ELSE 'coordinated' END)
    AND (getvariable('view_block') IS NULL OR getvariable('view_block') = o.block)
    AND (getvariable('view_kind') IS NULL OR getvariable('view_kind') = o.kind);

-- Whether a view was chosen that leaves some organisations out, and whether this one is in it: without
-- such a view also those that the catalogue does not follow (any more), and the provincial committee.
CREATE MACRO is_narrowed() AS
  getvariable('view_scope') IS NOT NULL OR getvariable('view_block') IS NOT NULL OR getvariable('view_kind') IS NOT NULL;

CREATE MACRO is_in_view(whom, d, n) AS
  NOT is_narrowed() OR whom IN (SELECT o.unit FROM orgs_at(d, n) o);

-- Newest report of a key of the other forms whose as-of day is not after d, strikes taken out.
-- Dated facts come from the newest report of all: d = 'infinity'.
CREATE MACRO struck_keys(f, n) AS TABLE
  SELECT s.key, u.as_of, s.upload, TRUE AS struck
  FROM books.strikes s JOIN live(n) u USING (upload) WHERE s.form = f;

CREATE MACRO results_at(d, n) AS TABLE
  WITH said AS (
    SELECT r.*, u.as_of, FALSE AS struck FROM books.results r JOIN live(n) u USING (upload)
    UNION ALL BY NAME SELECT * FROM struck_keys('results', n))
  SELECT * EXCLUDE (struck) FROM (
    SELECT * FROM said WHERE as_of <= d
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY as_of DESC, upload DESC) = 1)
  WHERE NOT struck;

CREATE MACRO documents_at(d, n) AS TABLE
  WITH said AS (
    SELECT r.*, u.as_of, FALSE AS struck FROM books.documents r JOIN live(n) u USING (upload)
    UNION ALL BY NAME SELECT * FROM struck_keys('documents', n))
  SELECT * EXCLUDE (struck) FROM (
    SELECT * FROM said WHERE as_of <= d
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY as_of DESC, upload DESC) = 1)
  WHERE NOT struck;

CREATE MACRO visits_at(d, n) AS TABLE
  WITH said AS (
    SELECT r.*, u.as_of, FALSE AS struck FROM books.visits r JOIN live(n) u USING (upload)
    UNION ALL BY NAME SELECT * FROM struck_keys('inspections', n))
  SELECT * EXCLUDE (struck) FROM (
    SELECT * FROM said WHERE as_of <= d
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY as_of DESC, upload DESC) = 1)
  WHERE NOT struck;

CREATE MACRO bookings_at(d, n) AS TABLE
  WITH said AS (
    SELECT r.*, u.as_of, FALSE AS struck FROM books.bookings r JOIN live(n) u USING (upload)
    UNION ALL BY NAME SELECT * FROM struck_keys('schedule', n))
  SELECT * EXCLUDE (struck) FROM (
    SELECT * FROM said WHERE as_of <= d
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY as_of DESC, upload DESC) = 1)
  WHERE NOT struck;

-- Marks of a level in force on day d: of each milestone the version that came into effect last.
-- They have days of their own, which come from the newest entry.
CREATE MACRO milestones_at(d, n) AS TABLE
  SELECT m.* FROM books.milestones m JOIN entries_at(DATE 'infinity', n) USING (key, upload)
  WHERE coalesce(m.effective_from <= d, TRUE)
  QUALIFY row_number() OVER (
    PARTITION BY level, lower(milestone), basis ORDER BY effective_from DESC NULLS LAST, upload DESC) = 1;

-- The deadline of a level: its earliest mark "Hoàn thành …"; outer_bound: the latest.
CREATE MACRO deadlines_at(d, n) AS TABLE
  SELECT level, min(due_on) AS deadline, max(due_on) AS outer_bound
  FROM milestones_at(d, n) WHERE milestone ILIKE 'hoàn thành%' GROUP BY level;

CREATE MACRO pauses_at(n) AS TABLE
  SELECT p.* FROM books.pauses p JOIN entries_at(DATE 'infinity', n) USING (key, upload);

-- The state of every organisation (domain.md §1.8): the highest rung reached.
CREATE MACRO states_at(d, n) AS TABLE
  SELECT o.*, b.booked_on, b.booked_to, b.session, b.place, r.reported_on, r.ratified_on,
    CASE
      WHEN o.status IS NOT NULL AND NOT o.held THEN o.status
      WHEN o.status = 'cancelled_reorg' THEN o.status
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
  LEFT JOIN results_at(DATE 'infinity', n) r ON r.key = o.unit;

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

-- Every draft that documents tell of on day d, with its day (dated) or without one: of a draft that
-- stands in several rounds the newest report, then the last round.
CREATE MACRO told_drafts(d, n, dated) AS TABLE
  SELECT unit, document, revision, issued_on, in_progress FROM (
    SELECT unit, document, round, as_of, upload, unnest(drafts, recursive := TRUE) FROM documents_at(d, n))
  WHERE (issued_on IS NOT NULL) = dated
  QUALIFY row_number() OVER (
    PARTITION BY unit, document, revision ORDER BY as_of DESC, upload DESC, round DESC) = 1;

-- Drafts of documents known on day d: dated ones from the newest report, undated ones from the
-- newest report not after d (being written: until the day it was issued). A set-level row fills the
-- documents that have none of their own.
CREATE MACRO drafts_at(d, n) AS TABLE
  WITH dated AS (SELECT * FROM told_drafts(DATE 'infinity', n, TRUE)),
  own AS (
    SELECT * FROM dated WHERE issued_on <= d
    UNION ALL
    SELECT u.* FROM told_drafts(d, n, FALSE) u WHERE NOT EXISTS (
      SELECT 1 FROM dated t WHERE t.unit = u.unit AND t.document = u.document
        AND t.revision = u.revision AND NOT (u.in_progress AND t.issued_on > d))),
  filled AS (
    SELECT o.unit, s.document, o.revision, o.issued_on, o.in_progress
    FROM own o CROSS JOIN document_set s
    WHERE o.document = 'document_set' AND NOT EXISTS (
      SELECT 1 FROM own x WHERE x.unit = o.unit AND x.document = s.document))
  SELECT * FROM own WHERE document <> 'document_set' UNION ALL SELECT * FROM filled;

-- Rows that wait on day d: not yet said again by a newer report of the same form, properly or in a
-- row that waits in turn. Where nobody knows the row's key, by any newer row of its organisation;
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
  WHERE u.as_of <= d AND NOT EXISTS (
    SELECT 1 FROM newer x WHERE x.form = w.form
      AND (x.as_of > u.as_of OR (x.as_of = u.as_of AND x.upload > u.upload))
      AND (w.key = x.key OR w.key IS NULL AND (w.unit IS NULL OR w.unit = x.unit)));
