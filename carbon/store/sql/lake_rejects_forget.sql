-- Removes what is left of what could not be used.
DELETE FROM lake.work.rejects;
