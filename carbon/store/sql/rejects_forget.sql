-- Removes what older runs of a list rejected: all of it where the list was read anew from end to end, else what this
-- run rejected again.
DELETE FROM rejects
WHERE stage = $stage AND run < $run
  AND ($all OR (coalesce(id, item), field) IN (
      SELECT (coalesce(id, item), field) FROM rejects WHERE stage = $stage AND run = $run
  ));
