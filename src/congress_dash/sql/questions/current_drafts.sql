-- One row per document: the newest finished draft, days since, comments of all rounds together. Of a
-- view: documents of its organisations, not those of the provincial committee.
WITH drafts AS (SELECT * FROM drafts_at($as_of, $known_at)),
finished AS (
  SELECT unit, document, max(revision) AS revision, arg_max_null(issued_on, revision) AS issued_on
  FROM drafts WHERE NOT in_progress GROUP BY ALL),
writing AS (SELECT unit, document, max(revision) AS next_revision FROM drafts WHERE in_progress GROUP BY ALL),
rounds AS (
  SELECT unit, document, sum(comments)::INTEGER AS comments_received, sum(accepted)::INTEGER AS comments_accepted,
    sum(explained)::INTEGER AS comments_explained, sum(sent)::INTEGER AS sent, sum(received)::INTEGER AS received,
    string_agg(audience, '; ' ORDER BY round) AS audience, arg_max(lead, round) AS lead
  FROM documents_at($as_of, $known_at) WHERE document <> 'document_set' GROUP BY ALL),
named AS (SELECT unit, document FROM drafts UNION SELECT unit, document FROM rounds)
SELECT n.unit, n.document, f.revision, f.issued_on, date_diff('day', f.issued_on, $as_of)::INTEGER AS days_since,
  r.comments_received, r.comments_accepted, r.comments_explained,
  CASE WHEN w.next_revision > coalesce(f.revision, 0) THEN w.next_revision END AS next_revision,
  r.audience, r.sent, r.received, r.lead
FROM named n LEFT JOIN finished f USING (unit, document) LEFT JOIN writing w USING (unit, document)
LEFT JOIN rounds r USING (unit, document) LEFT JOIN ref_documents d ON d.id = n.document
WHERE is_in_view(n.unit, (SELECT list(unit) FROM orgs_at($as_of, $known_at)))
ORDER BY n.unit, d.position, n.document
