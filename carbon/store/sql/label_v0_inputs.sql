-- What label v0 looks at, of every report that label v1 rates and that is still there; `distilgpt2` of the most downloaded
-- owner comes before others of that name.
SELECT hub_id, name, emissions_g, size_bytes, dataset_bytes, downloads, metrics
FROM classified
WHERE label_class IS NOT NULL AND hub_id IN (SELECT hub_id FROM base WHERE NOT gone)
ORDER BY downloads DESC NULLS LAST, id;
