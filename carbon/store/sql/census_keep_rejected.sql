-- Counts models whose item this run had to reject as seen by it: they are there, only their item is unusable.
UPDATE census SET run = $run
WHERE run < $run
  AND id IN (SELECT id FROM rejects WHERE stage = 'census' AND run = $run AND field IS NULL);
