-- Removes what older runs of a list rejected: the list was read anew from end to end.
DELETE FROM rejects WHERE stage = $stage AND run < $run;
