-- Removes files that writers left behind who died before they could commit them.
SELECT count(*) FROM ducklake_delete_orphaned_files('lake', older_than => now() - to_seconds($age_s));
