-- The model with this id in any case; the exact spelling first, one that is still there before one that is gone.
SELECT * EXCLUDE (id_key) FROM models
WHERE id_key = lower($id)
ORDER BY id = $id DESC, gone, created_at DESC NULLS LAST
LIMIT 1;
