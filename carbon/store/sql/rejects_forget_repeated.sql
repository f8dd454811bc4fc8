-- Removes what older runs rejected of items that this run rejected again.
DELETE FROM rejects
WHERE stage = $stage AND run < $run
  AND (coalesce(id, item), field) IN (
      SELECT (coalesce(id, item), field) FROM rejects WHERE stage = $stage AND run = $run
  );
