-- Every published snapshot of this Hub, oldest first: when it was built, its census, its models and its reports.
SELECT built_at, census, models, reporting FROM history WHERE dimension = 'all' ORDER BY built_at;
