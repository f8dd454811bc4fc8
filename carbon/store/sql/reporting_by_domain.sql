-- name (domain), domain, models, models reporting, for every domain with models or reports. Where months are chosen, a report
-- counts only by the Hub's own date, because the models it is compared with have no other. Only months of $listed,
-- where it is not NULL.
SELECT name, any_value(domain) AS domain, sum(models)::BIGINT AS models, sum(reporting)::BIGINT AS reporting
FROM (
    SELECT coalesce(domain, 'Not specified') AS name, domain, models, 0 AS reporting
    FROM filtered_counts($month_from, $month_to, $domains, $tasks, $libraries, $owners)
    WHERE $listed IS NULL OR list_contains($listed::DATE[], month)
    UNION ALL
    SELECT coalesce(domain, 'Not specified'), domain, 0, 1
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
    WHERE reports AND (coalesce($month_from, $month_to) IS NULL AND $listed IS NULL OR dated_by = 'hub')
      AND ($listed IS NULL OR list_contains($listed::DATE[], month))
)
GROUP BY name
ORDER BY name;
