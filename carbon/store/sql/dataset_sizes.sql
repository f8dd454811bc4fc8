-- id, size_bytes of every data set that was asked for; NULL where the Hub gave no size.
SELECT id, size_bytes FROM datasets;
