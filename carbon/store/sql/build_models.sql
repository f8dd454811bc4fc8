-- Adds to the snapshot's models those of `base` from one id on to another, sorted for look-ups by id.
INSERT INTO snapshot.models
SELECT
    base.id,
    lower(base.id) AS id_key,
    CASE WHEN classified.hub_id IS NOT NULL THEN classified.created_at
         WHEN base.created_at > $floor THEN base.created_at END AS created_at,
    base.downloads,
    base.likes,
    base.library,
    base.task,
    CASE WHEN base.task IS NULL THEN 'Not specified' ELSE coalesce(task_domains.domain, 'Other') END AS domain,
    base.parameters,
    base.gated,
    coalesce(base.disabled, false) AS disabled,
    base.gone,
    coalesce(classified.reports, false) AND NOT base.gone AS reports
FROM base
LEFT JOIN classified USING (hub_id)
LEFT JOIN task_domains ON task_domains.task = base.task
WHERE lower(base.id) >= $from_id AND ($to_id IS NULL OR lower(base.id) < $to_id)
ORDER BY id_key;
