-- The shape of a snapshot: its tables' columns, its views, its macros, one row each.
SELECT 'column' AS kind, table_name AS name, column_name AS part, data_type AS meaning
FROM duckdb_columns()
WHERE NOT internal AND database_name = current_database()
UNION ALL
SELECT 'view', view_name, NULL, sql FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
UNION ALL
SELECT 'macro', function_name, array_to_string(parameters, ', '), macro_definition
FROM duckdb_functions()
WHERE NOT internal AND database_name = current_database()
ORDER BY ALL;
