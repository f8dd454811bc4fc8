-- domain, models, models reporting; most reports first.
SELECT domain, coalesce(models, 0)::BIGINT AS models, coalesce(reporting, 0) AS reporting
FROM (SELECT domain, sum(models) AS models FROM model_counts GROUP BY domain)
FULL JOIN (SELECT domain, count(*) AS reporting FROM reports WHERE reports GROUP BY domain) USING (domain)
ORDER BY reporting DESC, domain;
