-- An empty table for the classified reports, in the columns of the snapshot's reports that need no other report.
CREATE OR REPLACE TEMP TABLE classified AS
SELECT NULL::BLOB AS hub_id,
       * EXCLUDE (project_first, label_v0, v0_co2, v0_size_efficiency, v0_dataset_efficiency, v0_downloads,
                  v0_performance)
FROM snapshot.reports LIMIT 0;
