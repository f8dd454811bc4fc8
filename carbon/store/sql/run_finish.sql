-- Marks a run as finished.
UPDATE runs SET finished_at = $finished_at, next_path = NULL WHERE run = $run;
