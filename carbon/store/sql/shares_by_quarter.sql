-- quarter, domain, models created (0 before April 2022: the Hub dates no earlier quarter in full), models reporting; by quarter.
-- Models are 0 also in quarters whose first month is not in $listed, where it is not NULL.
SELECT quarter, domain, sum(models)::BIGINT AS models, sum(reporting)::BIGINT AS reporting
FROM (
    SELECT date_trunc('quarter', month)::DATE AS quarter, domain, models, 0 AS reporting
    FROM filtered_counts($month_from, $month_to, $domains, $tasks, $libraries, $owners)
    WHERE month >= DATE '2022-04-01'
      AND ($listed IS NULL OR list_contains($listed::DATE[], date_trunc('quarter', month)::DATE))
    UNION ALL
    SELECT date_trunc('quarter', month)::DATE, domain, 0, 1
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
    WHERE reports AND month IS NOT NULL
)
GROUP BY quarter, domain
ORDER BY quarter, domain;
