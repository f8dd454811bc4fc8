-- Every report of a selection with all that is known of it, in the order of the snapshot.
SELECT id, * EXCLUDE (id, owner, name, reports, project_first, downloads), downloads AS downloads_30_days
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports;
