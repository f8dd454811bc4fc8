-- level, models that report at it (without those left out of headline figures), and how many of them lack what; R2 first.
SELECT level,
       count(*) AS models,
       count(*) FILTER (NOT has_method) AS method,
       count(*) FILTER (NOT has_hardware) AS hardware,
       count(*) FILTER (NOT has_place) AS place,
       count(*) FILTER (NOT has_training_type) AS training_type,
       count(*) FILTER (NOT has_duration) AS duration,
       count(*) FILTER (NOT has_link) AS link
FROM reports WHERE reports AND NOT excluded
GROUP BY level ORDER BY level;
