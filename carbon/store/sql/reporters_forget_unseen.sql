-- Removes the models that the finished list of reporters no longer holds.
DELETE FROM reporters WHERE run < $run;
