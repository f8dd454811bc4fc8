-- Lets the lake forget some versions; files that no other version needs are marked for removal.
SELECT count(*) FROM ducklake_expire_snapshots('lake', versions => $versions);
