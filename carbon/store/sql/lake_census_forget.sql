-- Removes what is left of a shared census that was used.
DELETE FROM lake.work.census;
