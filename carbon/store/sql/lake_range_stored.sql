-- How many rows of a range are stored.
SELECT count(*) FROM lake.work.census WHERE census = $census AND number = $number;
