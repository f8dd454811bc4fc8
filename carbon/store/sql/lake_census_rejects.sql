-- What could not be used of a shared census, each once.
SELECT DISTINCT id, field, reason, item FROM lake.work.rejects WHERE census = $census;
