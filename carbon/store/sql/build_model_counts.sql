-- Fills the snapshot's model_counts from `base`: models that are still there, by month, owner, domain, task, library.
INSERT INTO snapshot.model_counts
SELECT
    CASE WHEN base.created_at > $floor THEN date_trunc('month', base.created_at)::DATE END AS month,
    CASE WHEN owners.owner IS NOT NULL THEN owners.owner END AS owner,
    CASE WHEN base.task IS NULL THEN 'Not specified' ELSE coalesce(task_domains.domain, 'Other') END AS domain,
    base.task,
    base.library,
    count(*) AS models
FROM base
LEFT JOIN task_domains ON task_domains.task = base.task
LEFT JOIN (SELECT DISTINCT owner FROM classified) AS owners ON owners.owner = split_part(base.id, '/', 1)
WHERE NOT base.gone
GROUP BY ALL
ORDER BY ALL;
