-- The domain of every task that the Hub knows, from `batch`.
CREATE OR REPLACE TEMP TABLE task_domains AS FROM batch;
