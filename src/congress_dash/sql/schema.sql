-- The books. Append-only: no row here is ever changed or deleted. No keys, sequences or
-- constraints beyond NOT NULL, so that the same statements run on DuckLake. A new column goes to the end
-- of its table and may be NULL: books of earlier versions get it when they are opened.
CREATE TABLE IF NOT EXISTS books.uploads (
  upload INTEGER NOT NULL, form VARCHAR NOT NULL, file VARCHAR NOT NULL, sheet VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL, as_of DATE NOT NULL, accepted_at TIMESTAMP NOT NULL,
  by_role VARCHAR NOT NULL, row_count INTEGER NOT NULL, waiting INTEGER NOT NULL, reason VARCHAR);
CREATE TABLE IF NOT EXISTS books.withdrawals (
  upload INTEGER NOT NULL, withdrawn_at TIMESTAMP NOT NULL, by_role VARCHAR NOT NULL,
  reason VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS books.strikes (upload INTEGER NOT NULL, form VARCHAR NOT NULL, key VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS books.waiting_rows (
  upload INTEGER NOT NULL, form VARCHAR NOT NULL, sheet VARCHAR NOT NULL, "row" INTEGER NOT NULL,
  unit VARCHAR, key VARCHAR, reasons VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS books.problems (
  upload INTEGER NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR NOT NULL, field VARCHAR NOT NULL,
  typed VARCHAR NOT NULL, severity VARCHAR NOT NULL, kind VARCHAR NOT NULL, message VARCHAR NOT NULL);

-- What persons decided about a file's open points; who and when stands with the upload.
CREATE TABLE IF NOT EXISTS books.answers (
  upload INTEGER NOT NULL, asked VARCHAR NOT NULL, form VARCHAR NOT NULL, words VARCHAR NOT NULL,
  answer VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS books.forgotten_answers (
  upload INTEGER NOT NULL, asked VARCHAR NOT NULL, form VARCHAR NOT NULL, words VARCHAR NOT NULL,
  forgotten_at TIMESTAMP NOT NULL, by_role VARCHAR NOT NULL, reason VARCHAR NOT NULL);

-- Saved briefings: the newest row of a name counts; withdrawn: it is not offered any more. template: the hash
-- of a kept file, or NULL for ours.
CREATE TABLE IF NOT EXISTS books.briefings (
  version INTEGER NOT NULL, name VARCHAR NOT NULL, charts VARCHAR[] NOT NULL, scope VARCHAR, block VARCHAR,
  kind VARCHAR, tree_on DATE, marks_on DATE, template VARCHAR, saved_at TIMESTAMP NOT NULL,
  by_role VARCHAR NOT NULL, withdrawn BOOLEAN NOT NULL);

-- Danh mục
CREATE TABLE IF NOT EXISTS books.orgs (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, unit VARCHAR NOT NULL, ordinal INTEGER, code VARCHAR,
  name VARCHAR NOT NULL, kind VARCHAR NOT NULL, scope VARCHAR, block VARCHAR, parent VARCHAR,
  members INTEGER, sub_cells INTEGER, pilot BOOLEAN NOT NULL, status VARCHAR, valid_from DATE,
  valid_to DATE, successor VARCHAR);
CREATE TABLE IF NOT EXISTS books.aliases (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, alias VARCHAR NOT NULL, unit VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS books.milestones (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, level VARCHAR NOT NULL, milestone VARCHAR NOT NULL,
  step VARCHAR, due_on DATE NOT NULL, basis VARCHAR, effective_from DATE, done_on DATE);
CREATE TABLE IF NOT EXISTS books.pauses (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, starts_on DATE NOT NULL, ends_on DATE NOT NULL,
  reason VARCHAR);
CREATE TABLE IF NOT EXISTS books.holidays (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, day DATE NOT NULL, name VARCHAR);
CREATE TABLE IF NOT EXISTS books.teams (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, team VARCHAR NOT NULL, name VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS books.cycles (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, cycle VARCHAR NOT NULL, name VARCHAR NOT NULL,
  starts_on DATE NOT NULL, ends_on DATE);

-- Biểu 01–05
CREATE TABLE IF NOT EXISTS books.progress (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, unit VARCHAR NOT NULL, sub_cells INTEGER,
  sub_cells_held INTEGER, members INTEGER, plan_no VARCHAR, plan_issued BOOLEAN NOT NULL,
  plan_issued_on DATE, draft INTEGER, draft_in_progress BOOLEAN NOT NULL, comments INTEGER,
  submitted_on DATE, approved_on DATE, planned_from DATE, planned_to DATE, planned_text VARCHAR,
  held BOOLEAN, held_on DATE, held_to DATE, congress_form VARCHAR, pilot BOOLEAN,
  direct_election BOOLEAN, status VARCHAR, note VARCHAR);
CREATE TABLE IF NOT EXISTS books.results (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, unit VARCHAR NOT NULL, held_on DATE, held_to DATE,
  convened INTEGER, present INTEGER, opinions INTEGER, direct_election BOOLEAN, reported_on DATE,
  ratified_no VARCHAR, ratified_on DATE);
CREATE TABLE IF NOT EXISTS books.documents (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, unit VARCHAR NOT NULL, document VARCHAR NOT NULL,
  round INTEGER NOT NULL, lead VARCHAR,
  drafts STRUCT(revision INTEGER, issued_on DATE, in_progress BOOLEAN)[] NOT NULL,
  audience VARCHAR, sent INTEGER, received INTEGER, comments INTEGER, accepted INTEGER,
  explained INTEGER, note VARCHAR);
CREATE TABLE IF NOT EXISTS books.visits (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, unit VARCHAR NOT NULL, team VARCHAR NOT NULL,
  visited_on DATE NOT NULL, session INTEGER NOT NULL, content VARCHAR,
  findings STRUCT("text" VARCHAR, corrective_action VARCHAR, due_on DATE, fixed BOOLEAN)[] NOT NULL);
CREATE TABLE IF NOT EXISTS books.bookings (
  upload INTEGER NOT NULL, key VARCHAR NOT NULL, unit VARCHAR NOT NULL, booked_on DATE NOT NULL,
  booked_to DATE NOT NULL, session VARCHAR NOT NULL, place VARCHAR, team VARCHAR, note VARCHAR,
  attending VARCHAR[]);
