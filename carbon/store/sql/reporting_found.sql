-- One row: how many reporting models there are (total), and how many of them contain $text (lower case) in the id (found).
SELECT count(*) AS total, count(*) FILTER (contains(lower(id), $text)) AS found
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports;
