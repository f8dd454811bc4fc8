-- Marks a run as one that does not count.
UPDATE runs SET problem = $problem WHERE run = $run;
