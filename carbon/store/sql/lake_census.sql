-- Every model of a shared census, as many rows as workers stored of it.
SELECT * EXCLUDE (census, number) FROM lake.work.census WHERE census = $census;
