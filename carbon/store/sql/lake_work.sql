-- What workers share of a census that is being read, beside the published tables.
CREATE SCHEMA IF NOT EXISTS lake.work;
CREATE TABLE IF NOT EXISTS lake.work.census (
    census BIGINT, number INTEGER, hub_id BLOB, id VARCHAR, created_at TIMESTAMP, last_modified TIMESTAMP,
    downloads BIGINT, likes INTEGER, library VARCHAR, task VARCHAR, gated VARCHAR, disabled BOOLEAN, parameters BIGINT
);
CREATE TABLE IF NOT EXISTS lake.work.rejects (
    census BIGINT, number INTEGER, id VARCHAR, field VARCHAR, reason VARCHAR, item VARCHAR
);
