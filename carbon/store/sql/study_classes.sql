-- study_class, models: models that carry the emissions key or state emissions elsewhere, by the 2023 study's class.
SELECT study_class, count(*) AS models FROM reports GROUP BY study_class ORDER BY study_class;
