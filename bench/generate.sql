-- A staging of $models models and $carriers reports, the same for the same numbers: ids as long and as varied as the
-- Hub's, tasks and libraries in its skewed shares, dates from the floor to 2026-11.
INSERT INTO census
SELECT
    unhex(printf('%08x', 1646264944 + (i * 146000000 / $models)::BIGINT) || printf('%016x', hash(i))) AS hub_id,
    1 AS run,
    id,
    CASE WHEN i < $models / 50 THEN TIMESTAMP '2022-03-02 23:29:04'
         ELSE TIMESTAMP '2022-03-03' + to_seconds((sqrt(i / $models) * 148600000)::BIGINT) END AS created_at,
    TIMESTAMP '2026-11-01' - to_hours((hash(i + 5) % 20000)::BIGINT) AS last_modified,
    floor(exp(power((hash(i + 6) % 100000) / 100000.0, 6) * 17))::BIGINT - 1 AS downloads,
    floor(exp(power((hash(i + 7) % 100000) / 100000.0, 9) * 9))::INTEGER - 1 AS likes,
    libraries[1 + floor(power((hash(i + 8) % 10000) / 10000.0, 3) * len(libraries))::INTEGER] AS library,
    CASE WHEN hash(i + 9) % 3 > 0
         THEN tasks[1 + floor(power((hash(i + 10) % 10000) / 10000.0, 2.5) * len(tasks))::INTEGER] END AS task,
    CASE WHEN hash(i + 11) % 50 = 0 THEN 'auto' END AS gated,
    false AS disabled,
    CASE WHEN hash(i + 12) % 3 = 0 THEN (1000000 * exp((hash(i + 13) % 12000) / 1000.0))::BIGINT END AS parameters
FROM (
    SELECT i,
           concat(syllables[1 + (hash(i % ($models / 6)::BIGINT) % len(syllables))::INTEGER],
                  syllables[1 + (hash(i % ($models / 6)::BIGINT + 1) % len(syllables))::INTEGER],
                  i % ($models / 6)::BIGINT, '/',
                  stems[1 + (hash(i + 2) % len(stems))::INTEGER], '-',
                  (ARRAY['7b', '1.5B', 'base', 'large', 'small', 'v2', 'tiny', '70B'])[1 + (hash(i + 3) % 8)::INTEGER], '-',
                  (ARRAY['gguf', 'finetuned', 'lora', 'sft', 'instruct', 'GPTQ', 'awq', 'merged'])[1 + (hash(i + 4) % 8)::INTEGER],
                  '-', i) AS id,
           ['transformers', 'diffusers', 'peft', 'gguf', 'sentence-transformers', 'timm', 'mlx', 'keras', 'spacy', 'setfit',
            'stable-baselines3', 'ml-agents', 'fastai', 'nemo', 'flair', 'adapter-transformers', 'open_clip'] AS libraries,
           $tasks AS tasks
    FROM (SELECT range AS i,
                 ['ai', 'deep', 'lab', 'neo', 'ml', 'data', 'nlp', 'open', 'mind', 'kor', 'tok', 'zen'] AS syllables,
                 ['llama', 'qwen', 'mistral', 'bert', 'gpt2', 'whisper', 'stable-diffusion', 'roberta', 'autotrain', 'gemma',
                  'phi', 'distilbert', 't5', 'vit', 'sentiment', 'lora-style'] AS stems
          FROM range($models::BIGINT))
);
