-- month: the first day of the month in which the snapshot was built, NULL where that is not known.
SELECT max(date_trunc('month', value::TIMESTAMP))::DATE AS month FROM snapshot.meta WHERE key = 'built_at';
