-- The names of a database's tables in its main schema.
SELECT table_name FROM duckdb_tables() WHERE database_name = $database AND schema_name = 'main' ORDER BY table_name;
