-- flag, reports: why reports that fit otherwise are left out of headline figures; flag NULL: their number.
-- A report with two such flags counts under both. $excluding: the flags that leave a report out, and no others.
WITH left_out AS (
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                          $g_min, $g_max, true, $one_per_project)
    WHERE excluded AND (reports OR list_contains(flags, 'declared_zero'))
)
FROM (
    SELECT NULL AS flag, count(*) AS reports FROM left_out
    UNION ALL
    SELECT flag, count(*)
    FROM (SELECT unnest(flags) AS flag FROM left_out)
    WHERE list_contains($excluding, flag)
    GROUP BY flag
)
ORDER BY flag IS NOT NULL, reports DESC, flag;
