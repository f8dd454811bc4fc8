-- What label v1 looks at, of every report; `counts`: it belongs to the population that a reference stands for.
SELECT project, emissions_g, domain, task, regime, size_bytes, metrics, tool, has_method, has_hardware, has_place, flags,
       label_class IS NOT NULL AND NOT excluded AS counts
FROM reports
WHERE reports
ORDER BY id;
