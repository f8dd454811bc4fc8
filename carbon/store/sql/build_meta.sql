-- What a snapshot says about itself, computed from its tables and from the staging it was built from.
INSERT INTO snapshot.meta
SELECT key, value FROM (
    SELECT 'models' AS key, (SELECT coalesce(sum(models), 0) FROM snapshot.model_counts)::VARCHAR AS value
    UNION ALL SELECT 'reporting', (SELECT count(*) FROM snapshot.reports WHERE reports)::VARCHAR
    UNION ALL SELECT 'excluded', (SELECT count(*) FROM snapshot.reports WHERE reports AND excluded)::VARCHAR
    UNION ALL SELECT 'gone', (SELECT count(*) FROM snapshot.models WHERE gone)::VARCHAR
    UNION ALL SELECT 'rejected', (SELECT count(DISTINCT (coalesce(id, item), reason)) FROM rejects WHERE field IS NULL)::VARCHAR
    UNION ALL SELECT 'fields_rejected', (SELECT count(DISTINCT (id, field)) FROM rejects WHERE field IS NOT NULL)::VARCHAR
    UNION ALL SELECT 'details', (SELECT count(*) FROM details)::VARCHAR
    UNION ALL SELECT 'texts', (SELECT count(*) FROM texts WHERE body IS NOT NULL)::VARCHAR
    UNION ALL SELECT 'texts_cut', (SELECT count(*) FROM texts WHERE cut)::VARCHAR
    UNION ALL SELECT 'text_only', (SELECT count(*) FROM snapshot.reports WHERE reports AND text_from NOT IN ('README.md'))::VARCHAR
    UNION ALL SELECT 'cards_at', (SELECT max(text_at) FROM card_scans WHERE finished_at IS NOT NULL)::VARCHAR
    UNION ALL SELECT 'carriers', (SELECT count(*) FROM reporters)::VARCHAR
    UNION ALL SELECT 'reporters_at', (SELECT max(finished_at) FROM runs WHERE kind = 'reporters')::VARCHAR
    UNION ALL SELECT 'census_at', (SELECT max(finished_at) FROM runs WHERE kind IN ('full', 'refresh'))::VARCHAR
    UNION ALL SELECT 'census', CASE
        WHEN EXISTS (FROM runs WHERE kind = 'full' AND finished_at IS NOT NULL) THEN 'complete'
        WHEN EXISTS (FROM census) THEN 'partial'
        ELSE 'none' END
) WHERE value IS NOT NULL;
