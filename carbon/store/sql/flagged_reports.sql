-- flag, reports: reports that fit and carry a flag, by flag; flag NULL: their number. A report with two counts twice.
-- $excluded: those that headline figures leave out, else those that count in spite of a doubt.
-- $excluding: the flags that leave a report out, and no others.
WITH flagged AS (
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                          $g_min, $g_max, true, $one_per_project)
    WHERE excluded = $excluded AND len(flags) > 0
      AND (reports OR ($excluded AND list_contains(flags, 'declared_zero')))
)
FROM (
    SELECT NULL AS flag, count(*) AS reports FROM flagged
    UNION ALL
    SELECT flag, count(*)
    FROM (SELECT unnest(flags) AS flag FROM flagged)
    WHERE list_contains($excluding, flag) = $excluded
    GROUP BY flag
)
ORDER BY flag IS NOT NULL, reports DESC, flag;
