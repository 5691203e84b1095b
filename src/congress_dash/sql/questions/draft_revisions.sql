-- One row per document draft. Of a view: of its organisations' documents only.
SELECT d.unit, d.document, d.revision, d.issued_on, d.in_progress
FROM drafts_at($as_of, $known_at) d LEFT JOIN ref_documents r ON r.id = d.document
WHERE is_in_view(d.unit, (SELECT list(unit) FROM orgs_at($as_of, $known_at)))
ORDER BY d.unit, r.position, d.document, d.revision
