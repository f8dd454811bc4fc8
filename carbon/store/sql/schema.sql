-- The store's two files. `-- part: staging` is written by the ingest; `-- part: snapshot` is built aside,
-- published and then only read. Change `schema_version` in store/schema.py with every change here.
-- Times are UTC, sizes bytes, emissions grams of CO2-equivalent, energy kWh. NULL means "not known".

-- part: staging
-- An older staging that lacks some of these tables gets them when it is opened.

CREATE TABLE IF NOT EXISTS meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- One pass over a list of the Hub. `kind`: reporters, full (census) or refresh (its newest end).
-- `next_path` is where to go on, saved with the page before it; NULL means not begun (no pages) or read to its end.
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY,
    kind VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    next_path VARCHAR,
    pages INTEGER NOT NULL,
    models BIGINT NOT NULL,
    problem VARCHAR                  -- why a run that was given up does not count
);

-- Every model of the Hub, one row each time a run saw it; the row of the latest run counts. A model is gone when
-- a full run has finished since. Run 0: another model has taken over its id, so it is gone at once.
CREATE TABLE IF NOT EXISTS census (
    hub_id BLOB NOT NULL,            -- the 12 bytes of `_id`
    run INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    created_at TIMESTAMP,            -- as the Hub says, its floor included
    last_modified TIMESTAMP,
    downloads BIGINT,                -- of the last 30 days
    likes INTEGER,
    library VARCHAR,
    task VARCHAR,
    gated VARCHAR,                   -- auto, manual or NULL
    disabled BOOLEAN,
    parameters BIGINT                -- sum over safetensors.parameters
);

-- Models that carry the emissions key, with what is needed to read their report again without the network.
CREATE TABLE IF NOT EXISTS reporters (
    hub_id BLOB PRIMARY KEY,
    run INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    created_at TIMESTAMP,
    last_modified TIMESTAMP,
    sha VARCHAR,
    downloads BIGINT,
    likes INTEGER,
    library VARCHAR,
    task VARCHAR,
    gated VARCHAR,
    disabled BOOLEAN,
    parameters BIGINT,
    tags VARCHAR[],
    card VARCHAR,                    -- cardData as JSON, without model-index and widget
    model_index VARCHAR,             -- as JSON
    base_models VARCHAR,             -- as JSON
    files VARCHAR[]                  -- names of the repository's files
);

-- What the list cannot give, fetched model by model; good while `sha` and `last_modified` stay the same.
CREATE TABLE IF NOT EXISTS details (
    hub_id BLOB PRIMARY KEY,
    sha VARCHAR,
    last_modified TIMESTAMP,
    files VARCHAR,                   -- [{"name": …, "size": …}] as JSON; NULL where the model is gone or closed
    first_commit TIMESTAMP,          -- only asked for where `created_at` is the Hub's floor
    problem VARCHAR,                 -- why something is missing
    fetched_at TIMESTAMP NOT NULL
);

CREATE TABLE IF NOT EXISTS datasets (
    id VARCHAR PRIMARY KEY,          -- as the card names it
    size_bytes BIGINT,
    problem VARCHAR,
    fetched_at TIMESTAMP NOT NULL
);

-- Items that could not be used, in whole (`field` NULL) or in one field (the rest of the item is kept).
CREATE TABLE IF NOT EXISTS rejects (
    run INTEGER NOT NULL,
    stage VARCHAR NOT NULL,
    id VARCHAR,
    field VARCHAR,
    reason VARCHAR NOT NULL,
    item VARCHAR NOT NULL,           -- JSON, cut to 4,000 characters
    seen_at TIMESTAMP NOT NULL
);

-- The text of each reporter's card, from its README; good while `sha` and `last_modified` stay the same.
CREATE TABLE IF NOT EXISTS texts (
    hub_id BLOB PRIMARY KEY,
    sha VARCHAR,
    last_modified TIMESTAMP,
    etag VARCHAR,                    -- of the README that `body` is of
    body VARCHAR,                    -- below the front matter, at most 500,000 characters; NULL where there is none
    cut BOOLEAN NOT NULL,            -- whether there is more of it
    problem VARCHAR,                 -- why something is missing
    fetched_at TIMESTAMP NOT NULL
);

-- Passes over the bulk data set of all card texts. `revision` is the commit of the data set that is read.
CREATE TABLE IF NOT EXISTS card_scans (
    scan INTEGER PRIMARY KEY,
    repo VARCHAR NOT NULL,
    revision VARCHAR NOT NULL,
    text_at TIMESTAMP NOT NULL,      -- when that commit was made
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    problem VARCHAR                  -- why a scan that was given up does not count
);

-- How far each file of a scan was read.
CREATE TABLE IF NOT EXISTS card_shards (
    scan INTEGER NOT NULL,
    path VARCHAR NOT NULL,
    cards BIGINT NOT NULL,           -- rows behind which it goes on
    found BIGINT NOT NULL,           -- reports among them
    finished BOOLEAN NOT NULL,
    PRIMARY KEY (scan, path)
);

-- Cards whose text reports emissions and whose metadata do not, with what is needed to read them again. Whether the
-- model is still there, and its other facts, the census tells.
CREATE TABLE IF NOT EXISTS card_reports (
    id VARCHAR PRIMARY KEY,
    scan INTEGER NOT NULL,
    last_modified TIMESTAMP,         -- of the model, when its card was collected
    tags VARCHAR[],
    card VARCHAR,                    -- front matter as JSON
    body VARCHAR NOT NULL,
    cut BOOLEAN NOT NULL
);

-- part: snapshot

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- Every model. Sorted by lower(id), so that a look-up reads one block.
CREATE TABLE models (
    id VARCHAR NOT NULL,
    id_key VARCHAR NOT NULL,         -- lower(id)
    created_at TIMESTAMP,            -- NULL at the Hub's floor, unless a first commit dates it
    downloads BIGINT,
    likes INTEGER,
    library VARCHAR,
    task VARCHAR,
    domain VARCHAR NOT NULL,
    parameters BIGINT,
    gated VARCHAR,
    disabled BOOLEAN NOT NULL,
    gone BOOLEAN NOT NULL,           -- was there once, no longer listed
    reports BOOLEAN NOT NULL         -- method.md §1: a finite value > 0 g
);

-- Models that are still there, the most downloaded first: what a search reads until it has enough. For something
-- rare it reads all of them: to unpack packed names would take most of its time.
CREATE TABLE names (
    id_key VARCHAR USING COMPRESSION uncompressed NOT NULL, -- lower(id)
    pairs BIGINT NOT NULL,           -- of letters in id_key, see store/signatures.py
    id VARCHAR,                      -- NULL where it is id_key: most names are in lower case
    downloads BIGINT,
    reports BOOLEAN NOT NULL
);

-- Words in the names of the most downloaded models: what a search for a misspelt name is mended with.
CREATE TABLE words (
    word VARCHAR NOT NULL,
    letters BIGINT NOT NULL,         -- of the word, see store/signatures.py
    downloads BIGINT NOT NULL        -- of all these models together
);

-- Number of models by what the filters can ask, so that no page counts millions of rows.
CREATE TABLE model_counts (
    month DATE,                      -- of the Hub's own date; NULL at its floor
    owner VARCHAR,                   -- only owners with a report; NULL for all others
    domain VARCHAR NOT NULL,
    task VARCHAR,
    library VARCHAR,
    models BIGINT NOT NULL
);

-- Every model that carries the emissions key, classified; those with a report have `reports`.
CREATE TABLE reports (
    id VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    project VARCHAR NOT NULL,        -- numbered siblings share one
    project_first BOOLEAN NOT NULL,  -- the one that stands for its project
    created_at TIMESTAMP,
    month DATE,
    dated_by VARCHAR,                -- hub, first commit, or NULL
    last_modified TIMESTAMP,
    sha VARCHAR,
    downloads BIGINT,
    likes INTEGER,
    library VARCHAR,
    task VARCHAR,
    domain VARCHAR NOT NULL,
    gated VARCHAR,
    parameters BIGINT,
    base_models VARCHAR[],
    base_relation VARCHAR,
    size_bytes BIGINT,               -- of the weight files
    datasets VARCHAR[],
    dataset_bytes BIGINT,
    metrics VARCHAR,                 -- [{task, dataset, metric, value, config}] as JSON
    reports BOOLEAN NOT NULL,
    emissions_g DOUBLE,
    value_written VARCHAR,
    unit_written VARCHAR,
    range_low_g DOUBLE,
    range_high_g DOUBLE,
    upper_bound_g DOUBLE,
    found_in VARCHAR,                -- metadata or text
    snippet VARCHAR,
    text_from VARCHAR,               -- what the card's text was read from: README.md, or the bulk data set; NULL: not read
    text_at TIMESTAMP,               -- the time that this text is of
    source VARCHAR,
    tool VARCHAR,                    -- the source's name where it is a known tool
    training_type VARCHAR,
    regime VARCHAR,                  -- pre-training, fine-tuning or NULL
    place VARCHAR,
    hardware VARCHAR,
    hours DOUBLE,
    energy_kwh DOUBLE,
    cloud_provider VARCHAR,
    has_method BOOLEAN NOT NULL,
    has_hardware BOOLEAN NOT NULL,
    has_place BOOLEAN NOT NULL,
    has_training_type BOOLEAN NOT NULL,
    has_duration BOOLEAN NOT NULL,
    has_link BOOLEAN NOT NULL,
    level VARCHAR NOT NULL,          -- R0 … R5
    study_class VARCHAR NOT NULL,    -- the 2023 study's class: Unknown, Context reporting, Basic reporting or Awareness
    flags VARCHAR[] NOT NULL,
    excluded BOOLEAN NOT NULL,       -- left out of headline figures by a flag
    flag_reasons VARCHAR[],          -- why each flag stands, in words, in the order of the flags
    suspected_g DOUBLE,              -- what the card probably means, where a flag suspects it
    label_class VARCHAR,             -- A … E; NULL where not rated
    not_rated VARCHAR,               -- why not
    score DOUBLE,
    co2_score DOUBLE,
    size_score DOUBLE,
    performance_score DOUBLE,
    category VARCHAR,
    category_n INTEGER,
    class_low VARCHAR,               -- the class at the upper end of the emissions range
    class_high VARCHAR,
    likely_low_g DOUBLE,
    likely_high_g DOUBLE,
    confidence VARCHAR,
    completeness DOUBLE,
    label_v0 VARCHAR,                -- the 2023 study's label, for comparison: A … E; NULL where v1 does not rate
    v0_co2 TINYINT,                  -- its parts: 0 (best) … 4
    v0_size_efficiency TINYINT,
    v0_dataset_efficiency TINYINT,
    v0_downloads TINYINT,
    v0_performance TINYINT
);

-- The Hub's course: one row set a published snapshot, carried over from the one before of the same Hub.
CREATE TABLE history (
    snapshot VARCHAR NOT NULL,
    built_at TIMESTAMP NOT NULL,
    census VARCHAR NOT NULL,         -- none, partial or complete: only a complete one counts all models
    dimension VARCHAR NOT NULL,      -- all, domain or level
    value VARCHAR NOT NULL,
    models BIGINT,
    reporting BIGINT NOT NULL
);

-- One test a row, in one population (method.md §7). `low` and `high` are the ends of 95 % intervals; where `effect` is
-- NULL, `text` says why.
CREATE TABLE statistics (
    question VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,        -- of what: a domain, a pair, a term; empty: of everything
    population VARCHAR NOT NULL,     -- all reports, without flagged, one per project
    family VARCHAR NOT NULL,         -- confirmatory (Holm), exploratory (Benjamini-Hochberg), post hoc (Holm)
    method VARCHAR NOT NULL,
    n BIGINT NOT NULL,
    group_sizes VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,        -- what `effect` is
    effect DOUBLE,
    low DOUBLE,
    high DOUBLE,
    magnitude_measure VARCHAR NOT NULL,
    magnitude DOUBLE,                -- the effect in a unit that readers know
    magnitude_low DOUBLE,
    magnitude_high DOUBLE,
    p DOUBLE,
    corrected_p DOUBLE,
    verdict VARCHAR NOT NULL,        -- more, less, differ, negligible, not shown, not enough data
    holds BOOLEAN,                   -- the same verdict in all populations; NULL where one has too little data
    text VARCHAR NOT NULL            -- the finding in words
);

-- The one place where the filters' meaning stands. A NULL parameter filters nothing.
CREATE MACRO filtered_reports(
    month_from, month_to, domains_, tasks_, libraries_, regimes_, tools_, owners_, g_min, g_max, with_flagged, one_per_project
) AS TABLE
    SELECT * FROM reports
    WHERE (month_from IS NULL OR month >= month_from)
      AND (month_to IS NULL OR month <= month_to)
      AND (domains_ IS NULL OR list_contains(domains_, domain))
      AND (tasks_ IS NULL OR list_contains(tasks_, task))
      AND (libraries_ IS NULL OR list_contains(libraries_, library))
      AND (regimes_ IS NULL OR list_contains(regimes_, coalesce(regime, 'not stated')))
      AND (tools_ IS NULL OR list_contains(tools_, coalesce(tool, 'not stated')))
      AND (owners_ IS NULL OR list_contains(owners_, owner))
      AND (g_min IS NULL OR emissions_g >= g_min)
      AND (g_max IS NULL OR emissions_g <= g_max)
      AND (with_flagged OR NOT excluded)
      AND (NOT one_per_project OR project_first);

CREATE MACRO filtered_counts(month_from, month_to, domains_, tasks_, libraries_, owners_) AS TABLE
    SELECT * FROM model_counts
    WHERE (month_from IS NULL OR month >= month_from)
      AND (month_to IS NULL OR month <= month_to)
      AND (domains_ IS NULL OR list_contains(domains_, domain))
      AND (tasks_ IS NULL OR list_contains(tasks_, task))
      AND (libraries_ IS NULL OR list_contains(libraries_, library))
      AND (owners_ IS NULL OR list_contains(owners_, owner));
