-- Adds the flag of every inherited report, with its reason, to the classified reports.
UPDATE classified
SET flags = list_append(flags, 'inherited'), flag_reasons = list_append(flag_reasons, batch.reason), excluded = true
FROM batch
WHERE classified.id = batch.id;
