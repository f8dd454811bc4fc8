"""The page on data and method: definitions true to the code, coverage, history, the study of 2023, downloads."""
