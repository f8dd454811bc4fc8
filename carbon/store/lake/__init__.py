"""The store as a DuckLake: a PostgreSQL catalog and Parquet files for many workers and readers; loaded by demand."""
