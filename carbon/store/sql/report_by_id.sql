-- The classified report of the model with this id in any case; the exact spelling first.
SELECT * FROM reports WHERE lower(id) = lower($id) ORDER BY id = $id DESC LIMIT 1;
