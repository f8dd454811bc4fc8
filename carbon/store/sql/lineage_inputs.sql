-- What lineage compares: all classified reports with an amount.
SELECT id, emissions_g, base_models, base_relation, created_at, downloads
FROM classified
WHERE reports;
