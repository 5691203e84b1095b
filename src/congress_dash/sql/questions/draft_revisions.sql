-- One row per document draft.
SELECT d.unit, d.document, d.revision, d.issued_on, d.in_progress
FROM drafts_at($as_of, $known_at) d LEFT JOIN ref_documents r ON r.id = d.document
ORDER BY d.unit, r.position, d.document, d.revision
