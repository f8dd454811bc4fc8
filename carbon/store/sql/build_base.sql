-- Empties `base`: every model once, by its latest row, which `build_base_part` and `build_base_unseen` fill.
CREATE OR REPLACE TEMP TABLE base AS
SELECT hub_id, id, created_at, downloads, likes, library, task, parameters, gated, disabled, false AS gone
FROM census LIMIT 0;
