-- models that are staged, reporters among them, items rejected.
SELECT
    (SELECT count(*) FROM census)
    + (SELECT count(*) FROM reporters WHERE NOT EXISTS (FROM census WHERE census.hub_id = reporters.hub_id)) AS models,
    (SELECT count(*) FROM reporters) AS reporting,
    (SELECT count(*) FROM rejects) AS rejected;
