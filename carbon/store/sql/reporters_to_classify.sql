-- Everything the ingest knows of each model that carries the emissions key, one row a model.
SELECT reporters.hub_id, reporters.id, reporters.created_at, reporters.last_modified, reporters.sha,
       reporters.downloads, reporters.likes, reporters.library, reporters.task, reporters.gated,
       reporters.parameters, reporters.tags, reporters.card, reporters.model_index, reporters.base_models,
       reporters.files, details.files AS sized_files, details.first_commit
FROM reporters
LEFT JOIN details USING (hub_id)
ORDER BY reporters.id;
