-- models, models_before: how many fit, and how many of them a year before the last month chosen, or the snapshot's own.
-- Those of unknown date are older than the Hub's first date and count as being there a year before.
WITH fitting AS (
    FROM filtered_counts($month_from, $month_to, $domains, $tasks, $libraries, $owners)
),
turn AS (
    SELECT coalesce($month_to, date_trunc('month', value::TIMESTAMP)) - INTERVAL 12 MONTH AS month
    FROM meta WHERE key = 'built_at'
)
SELECT coalesce(sum(models), 0)::BIGINT AS models,
       coalesce(sum(models) FILTER (month IS NULL OR month <= (SELECT month FROM turn)), 0)::BIGINT AS models_before
FROM fitting;
