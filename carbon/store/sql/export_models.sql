-- Every model of a selection, reporting or not, in the order of the snapshot (by id). Months are those of `created_at`.
SELECT * EXCLUDE (id_key, downloads), downloads AS downloads_30_days FROM models
WHERE ($month_from IS NULL OR date_trunc('month', created_at) >= $month_from)
  AND ($month_to IS NULL OR date_trunc('month', created_at) <= $month_to)
  AND ($domains IS NULL OR list_contains($domains, domain))
  AND ($tasks IS NULL OR list_contains($tasks, task))
  AND ($libraries IS NULL OR list_contains($libraries, library))
  AND ($owners IS NULL OR list_contains($owners, split_part(id, '/', 1)));
