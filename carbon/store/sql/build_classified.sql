-- An empty table for the classified reports, in the columns of the snapshot's reports.
CREATE OR REPLACE TEMP TABLE classified AS
SELECT NULL::BLOB AS hub_id, * EXCLUDE (project_first) FROM snapshot.reports LIMIT 0;
