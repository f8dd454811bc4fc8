-- The lake's versions below the oldest one that is kept.
SELECT snapshot_id::BIGINT AS version FROM ducklake_snapshots('lake') WHERE snapshot_id < $oldest;
