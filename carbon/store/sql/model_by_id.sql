-- The models with this id in any case, usually one. Chosen among in Python: a sort would read the table twice.
SELECT * EXCLUDE (id_key) FROM models WHERE id_key = lower($id);
