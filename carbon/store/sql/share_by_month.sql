-- month, models, reporting: models dated by the Hub itself, by month of creation, and those of them that report.
-- Only the months of $listed.
WITH months AS (
    SELECT month, sum(models)::BIGINT AS models
    FROM filtered_counts($month_from, $month_to, $domains, $tasks, $libraries, $owners)
    WHERE list_contains($listed::DATE[], month)
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
FROM months LEFT JOIN reported USING (month)
ORDER BY month;
