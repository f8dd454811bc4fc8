-- Runs in PostgreSQL. Notes that a range is stored, by whomever.
UPDATE carbon_range SET models = $models, until = NULL WHERE census = $census AND number = $number;
