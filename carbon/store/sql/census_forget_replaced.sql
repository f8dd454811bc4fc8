-- Marks models as gone (run 0) whose id this run saw in use by another model.
UPDATE census SET run = 0
WHERE run < $run
  AND id IN (SELECT id FROM census WHERE run = $run)
  AND hub_id NOT IN (SELECT hub_id FROM census WHERE run = $run);
