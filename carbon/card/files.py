"""The size of a model's weights from the list of its files. Counts each weight once, opens nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

#: Formats from the one to go by first to the last; a repository often holds the same weights in several.
FORMATS: Sequence[tuple[str, ...]] = (
    (".safetensors",),
    (".bin",),
    (".pt", ".pth", ".ckpt"),
    (".h5", ".keras"),
    (".msgpack",),
    (".onnx", ".onnx_data"),
    (".gguf", ".ggml"),
    (".pkl", ".joblib", ".pickle", ".tflite", ".pb", ".nemo", ".mlmodel", ".npz", ".ot", ".zip"),
)
#: Formats that hold a model too, but whose size says nothing beside others': boosted trees, compiled engines, archives.
_HOLDS_A_MODEL = re.compile(
    r"\.(?:cbm|ubj|skops|sav|params|pdparams|pdmodel|caffemodel|mar|engine|trt|plan|rknn|dlc|hef|om|mnn|param|pte|ptl"
    r"|litertlm|task|llamafile|npy|hdf5|rds|t7|weights|mlpackage|mlmodelc|tar|tgz|7z|(?:tar|pkl|pickle|joblib|bin|pt)\.gz)"
    r"(?:/|$)|(?:model|booster|(?:xgb|xgboost|lgbm?|lightgbm|catboost)[^/.]*)\.(?:json|xml|txt)$",
    re.I,
)
_RANKS = {ending: rank for rank, endings in enumerate(FORMATS) for ending in endings}
_NOT_WEIGHTS = re.compile(
    r"(?:^|/)(?:optimizer|scheduler|scaler|rng_state|training_args|trainer_state|random_states|tokenizer|vocab"
    r"|.*\.index|events\.out)[^/]*$",
    re.I,
)
_COPIES = re.compile(
    r"(?:^|/)(?:checkpoint[-_]?\d+|original|onnx|openvino|runs|logs|coreml|tflite|global_step\d+)/", re.I
)
_VARIANT = re.compile(r"[._-](?:fp16|fp32|bf16|int8|int4|uint8|q4|q4f16|bnb4|quantized|non_ema|ema)(?=[._-]|$)", re.I)
_SHARD = re.compile(r"[-_.]\d{1,6}[-_]of[-_]\d{1,6}|(?<=consolidated)\.\d+", re.I)

File = tuple[str, int | None]


def has_weights(names: Iterable[str]) -> bool:
    """Whether any of the files named holds weights or another kind of trained model."""
    return any(_format(name) is not None or _holds_a_model(name) for name in names)


def weight_bytes(files: Sequence[File]) -> int | None:
    """The bytes of one copy of the model's weights; None where there are none or a size is missing.

    One format counts, the first of `FORMATS` that is there. Shards add up. Copies do not: training checkpoints, exports
    and precision variants are left out while anything else remains, and of several sets of weights in one folder
    (quantisations, epochs) the largest counts. Folders add up (the parts of a pipeline); a pipeline with
    `model_index.json` is counted by its folders alone, as a single file beside them repeats them.
    """
    weights = [file for file in files if _format(file[0]) is not None]
    weights = _unless_empty(weights, [file for file in weights if not _COPIES.search(file[0])])
    if not weights:
        return None
    first = min(_format(name) or 0 for name, _ in weights)
    weights = [file for file in weights if _format(file[0]) == first]
    if any(name == "model_index.json" for name, _ in files):
        weights = _unless_empty(weights, [file for file in weights if "/" in file[0]])
    return _sum_of_folders(weights)


def _format(name: str) -> int | None:
    rank = _RANKS.get(name[name.rfind(".") :].lower())
    return None if rank is None or _NOT_WEIGHTS.search(name) else rank


def _holds_a_model(name: str) -> bool:
    return _HOLDS_A_MODEL.search(name) is not None and not _NOT_WEIGHTS.search(name)


def _unless_empty(files: list[File], fewer: list[File]) -> list[File]:
    return fewer or files


def _sum_of_folders(weights: list[File]) -> int | None:
    by_folder = groupby(sorted(weights), key=lambda file: file[0].rpartition("/")[0])
    sizes = [_largest_set(list(files)) for _, files in by_folder]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _largest_set(files: list[File]) -> int | None:
    files = _unless_empty(files, [file for file in files if not _VARIANT.search(file[0])])
    sets: dict[str, int] = {}
    for name, size in files:
        if size is None or size < 0:
            return None
        stem = _SHARD.sub("", name)
        sets[stem] = sets.get(stem, 0) + size
    return max(sets.values()) or None
