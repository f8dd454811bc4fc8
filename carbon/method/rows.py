"""The shape of a model before and after classification; holds values, decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from carbon.card.files import File


@dataclass(frozen=True, slots=True)
class ReporterRow:
    """What the Hub tells of one model that carries the emissions key; JSON parsed, times UTC, sizes bytes.

    `card` is the parsed front matter, `body` the card's text below it, None where it was not fetched.

    `files`: names and sizes of the repository's files, None where not known. `first_commit` is only needed where
    `created_at` is the Hub's floor. What the method does not look at (downloads, …) is handed on as it is.
    """

    id: str
    tags: Sequence[str] = ()
    task: str | None = None
    library: str | None = None
    card: object = None
    body: str | None = None
    model_index: object = None
    base_models: object = None
    files: Sequence[File] | None = None
    parameters: int | None = None
    created_at: datetime | None = None
    first_commit: datetime | None = None
    last_modified: datetime | None = None
    sha: str | None = None
    downloads: int | None = None
    likes: int | None = None
    gated: str | None = None


class Classified(NamedTuple):
    """One row of the snapshot's `reports`, but for what needs all rows: `project_first` and label v0.

    `text_from` and `text_at` tell where the card's text was read and the time that it is of, where it was.
    """

    id: str
    owner: str
    name: str
    project: str
    created_at: datetime | None
    month: date | None
    dated_by: str | None
    last_modified: datetime | None
    sha: str | None
    downloads: int | None
    likes: int | None
    library: str | None
    task: str | None
    domain: str
    gated: str | None
    parameters: int | None
    base_models: list[str]
    base_relation: str | None
    size_bytes: int | None
    datasets: list[str]
    dataset_bytes: int | None
    metrics: str
    reports: bool
    emissions_g: float | None
    value_written: str | None
    unit_written: str | None
    range_low_g: float | None
    range_high_g: float | None
    upper_bound_g: float | None
    found_in: str | None
    snippet: str | None
    source: str | None
    tool: str | None
    training_type: str | None
    regime: str | None
    place: str | None
    hardware: str | None
    hours: float | None
    energy_kwh: float | None
    cloud_provider: str | None
    has_method: bool
    has_hardware: bool
    has_place: bool
    has_training_type: bool
    has_duration: bool
    has_link: bool
    level: str
    study_class: str
    flags: list[str]
    excluded: bool
    flag_reasons: list[str]
    suspected_g: float | None
    label_class: str | None
    not_rated: str | None
    score: float | None
    co2_score: float | None
    size_score: float | None
    performance_score: float | None
    category: str | None
    category_n: int | None
    class_low: str | None
    class_high: str | None
    likely_low_g: float | None
    likely_high_g: float | None
    confidence: str | None
    completeness: float | None
    text_from: str | None = None
    text_at: datetime | None = None
