-- Removes files that were marked for removal long enough ago that nobody still reads them.
SELECT count(*) FROM ducklake_cleanup_old_files('lake', older_than => now() - to_seconds($age_s));
