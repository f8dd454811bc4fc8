-- The classified report of the model with exactly this id.
SELECT * FROM reports WHERE id = $id;
