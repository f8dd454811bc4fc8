-- reporting, emissions_g (sum), their counterparts a year before the last month chosen, or the snapshot's own, and the
-- largest single report.
-- `reporting_dated` and `reporting_before` can be compared with models: where months are chosen, models without the
-- Hub's own date are not counted among all, so neither are their reports.
WITH fitting AS (
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                          $g_min, $g_max, $with_flagged, $one_per_project)
    WHERE reports
),
turn AS (
    SELECT coalesce($month_to, date_trunc('month', value::TIMESTAMP)) - INTERVAL 12 MONTH AS month
    FROM meta WHERE key = 'built_at'
)
SELECT count(*) AS reporting,
       count(*) FILTER (comparable) AS reporting_dated,
       count(*) FILTER (before AND comparable) AS reporting_before,
       coalesce(sum(emissions_g), 0) AS emissions_g,
       coalesce(sum(emissions_g) FILTER (before), 0) AS emissions_before_g,
       median(emissions_g) FILTER (before) AS median_before_g,
       max(emissions_g) AS largest_g,
       arg_max(id, emissions_g) AS largest_id
FROM (SELECT *, month IS NULL OR month <= (SELECT month FROM turn) AS before,
             coalesce($month_from, $month_to) IS NULL OR dated_by = 'hub' AS comparable
      FROM fitting);
