-- month, models, reporting: models dated by the Hub itself, by month of creation, and those of them that report.
-- Only months that the census has listed in full: while it runs, from new to old, the oldest is cut off, and where all
-- models carry the emissions key only the list of reporters has been there.
WITH listed AS (
    SELECT month, sum(models)::BIGINT AS models FROM model_counts WHERE month IS NOT NULL GROUP BY month
),
carriers AS (
    SELECT month, count(*) AS carriers FROM reports WHERE dated_by = 'hub' GROUP BY month
),
reached AS (
    SELECT month FROM listed LEFT JOIN carriers USING (month) WHERE models > coalesce(carriers, 0)
),
complete AS (
    SELECT month FROM reached
    WHERE EXISTS (FROM meta WHERE key = 'census' AND value = 'complete') OR month > (SELECT min(month) FROM reached)
),
months AS (
    SELECT month, sum(models)::BIGINT AS models
    FROM filtered_counts($month_from, $month_to, $domains, $tasks, $libraries, $owners)
    GROUP BY month
),
reported AS (
    SELECT month, count(*) AS reporting
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                          $g_min, $g_max, $with_flagged, $one_per_project)
    WHERE reports AND dated_by = 'hub'
    GROUP BY month
)
SELECT month, models, coalesce(reporting, 0) AS reporting
FROM complete JOIN months USING (month) LEFT JOIN reported USING (month)
ORDER BY month;
