-- The lake's versions that are published snapshots, from new to old, with their ids.
SELECT snapshot_id AS version, commit_extra_info AS id
FROM ducklake_snapshots('lake')
WHERE author = 'carbon' AND commit_message = 'published'
ORDER BY snapshot_id DESC;
