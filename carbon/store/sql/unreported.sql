-- The $limit most-downloaded models that report nothing: id, task, library, created_at, downloads.
SELECT id, task, library, created_at, downloads
FROM models
WHERE NOT reports AND NOT gone AND downloads IS NOT NULL
  AND ($month_from IS NULL OR created_at >= $month_from)
  AND ($month_to IS NULL OR created_at < $month_to::DATE + INTERVAL 1 MONTH)
  AND ($domains IS NULL OR list_contains($domains, domain))
  AND ($tasks IS NULL OR list_contains($tasks, task))
  AND ($libraries IS NULL OR list_contains($libraries, library))
  AND ($owners IS NULL OR list_contains($owners, split_part(id, '/', 1)))
ORDER BY downloads DESC, id
LIMIT $limit;
