-- Marks the running transaction as the publication of a snapshot; what it says is how readers find its version.
CALL lake.set_commit_message('carbon', 'published', extra_info => $id);
