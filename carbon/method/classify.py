"""One model, from its raw record to its row of the snapshot's reports. Pure: reads no store and no network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, NamedTuple

from carbon.card.files import weight_bytes
from carbon.card.flags import Expected, Flag, flags_of
from carbon.card.links import base_models_of, datasets_of, known_sum
from carbon.card.mending import suspected_grams
from carbon.card.model_index import Metric, read_metrics
from carbon.card.names import AUTOTRAIN, hardware_recognised, is_autotrain, links, place_resolvable, tool_of
from carbon.card.project import project_of
from carbon.card.reading import read_card
from carbon.card.report import Report
from carbon.card.synthetic import synthetic_reason
from carbon.method.dates import creation
from carbon.method.domains import domain_of
from carbon.method.estimate import beyond_estimate, within_estimate
from carbon.method.label import Label, RatingInput, rate
from carbon.method.levels import Evidence, reporting_level, study_class
from carbon.method.performance import results_of
from carbon.method.regime import training_regime
from carbon.method.rows import Classified, ReporterRow
from carbon.method.unit_doubt import unit_doubt

__all__ = ["Classified", "Judgement", "ReporterRow", "classify", "judge"]

_NO_SIZES: Mapping[str, int | None] = MappingProxyType({})


class Judgement(NamedTuple):
    """What the method makes of a report: its tool, regime, evidence, flags and label."""

    tool: str | None
    regime: str | None
    evidence: Evidence
    flags: tuple[Flag, ...]
    label: Label


def judge(report: Report, row: ReporterRow, size_bytes: int | None = None, metrics: Sequence[Metric] = ()) -> Judgement:
    """Apply the method to `report`, the report of the model `row`, with weights of `size_bytes` and these `metrics`."""
    autotrain = is_autotrain(row.id, row.tags, datasets_of(row.card), report.source)
    tool = tool_of(report.source, row.tags) or (AUTOTRAIN if autotrain else None)
    regime = training_regime(report.training_type, autotrain)
    evidence = _evidence(report, tool)
    flags = flags_of(
        report,
        autotrain=tool == AUTOTRAIN,
        contradicts=contradicted_estimate(report),
        synthetic=_synthetic(row),
        unit=unit_doubt(report, tool),
    )
    rating = RatingInput(
        emissions_g=report.emissions_g,
        domain=domain_of(row.task),
        regime=regime,
        size_bytes=size_bytes,
        results=results_of(metrics, row.task),
        tool=tool,
        has_source=evidence.method,
        has_hardware=evidence.hardware,
        has_place=evidence.place,
        flags=frozenset(flag.name for flag in flags),
    )
    return Judgement(tool, regime, evidence, flags, rate(rating))


def classify(row: ReporterRow, dataset_sizes: Mapping[str, int | None] = _NO_SIZES) -> Classified:
    """Read the card of one model and classify it.

    Args:
        row: the model; nothing in its card, model index or base models can make this raise.
        dataset_sizes: bytes of data sets by the name that cards use; `dataset_bytes` is None unless all are known.
    """
    report = read_card(row.card, row.body, row.id)
    datasets = datasets_of(row.card)
    base_models, base_relation = base_models_of(row.base_models, row.card)
    size_bytes = weight_bytes(row.files or ())
    metrics = read_metrics(_model_index(row))
    judged = judge(report, row, size_bytes, metrics)
    owner, _, name = row.id.rpartition("/")
    created = creation(row.created_at, row.first_commit)
    return Classified(
        id=row.id,
        owner=owner,
        name=name,
        project=project_of(row.id),
        **created._asdict(),
        last_modified=row.last_modified,
        sha=row.sha,
        downloads=row.downloads,
        likes=row.likes,
        library=row.library,
        task=row.task,
        domain=domain_of(row.task),
        gated=row.gated,
        parameters=row.parameters,
        base_models=base_models,
        base_relation=base_relation,
        size_bytes=size_bytes,
        datasets=datasets,
        dataset_bytes=known_sum(datasets, dataset_sizes),
        metrics=_metrics_json(metrics),
        **_report_columns(report),
        **_judged_columns(judged),
        **_label_columns(judged.label),
    )


def contradicted_estimate(report: Report) -> Expected | None:
    """What hardware and hours make likely, where the report is further from it than any assumption allows."""
    likely = beyond_estimate(report)
    return None if likely is None else Expected(likely.low_g, likely.high_g, likely.basis)


def _synthetic(row: ReporterRow) -> str | None:
    files = None if row.files is None else [name for name, _ in row.files]
    return synthetic_reason(row.id, files=files, library=row.library, task=row.task, body=row.body)


def _evidence(report: Report, tool: str | None) -> Evidence:
    return Evidence(
        emissions=report.reports,
        method=tool is not None,
        hardware=hardware_recognised(report.hardware),
        place=place_resolvable(report.place),
        training_type=report.training_type is not None,
        duration=report.hours is not None or report.energy_kwh is not None,
        link=bool(report.links) or links(report.source) or (report.found_in == "metadata" and links(report.snippet)),
        within_estimate=within_estimate(report),
    )


def _model_index(row: ReporterRow) -> object:
    if row.model_index is None and isinstance(row.card, Mapping):
        return row.card.get("model-index")
    return row.model_index


def _metrics_json(metrics: Sequence[Metric]) -> str:
    return json.dumps([asdict(one) for one in metrics], ensure_ascii=False)


def _report_columns(report: Report) -> dict[str, Any]:
    low, high = report.range_g or (None, None)
    alike = (
        "emissions_g value_written unit_written upper_bound_g found_in snippet source training_type place hardware "
        "hours energy_kwh cloud_provider reports"
    )
    return {name: getattr(report, name) for name in alike.split()} | {"range_low_g": low, "range_high_g": high}


def _judged_columns(judged: Judgement) -> dict[str, Any]:
    evidence, level = judged.evidence, reporting_level(judged.evidence).code
    return {
        "tool": judged.tool,
        "regime": judged.regime,
        "has_method": evidence.method,
        "has_hardware": evidence.hardware,
        "has_place": evidence.place,
        "has_training_type": evidence.training_type,
        "has_duration": evidence.duration,
        "has_link": evidence.link,
        "level": level,
        "study_class": study_class(level),
        "flags": [flag.name for flag in judged.flags],
        "excluded": any(flag.excludes for flag in judged.flags),
        "flag_reasons": [flag.reason for flag in judged.flags],
        "suspected_g": suspected_grams(judged.flags),
    }


def _label_columns(label: Label) -> dict[str, Any]:
    alike = (
        "not_rated score co2_score size_score performance_score category category_n class_low class_high "
        "likely_low_g likely_high_g confidence completeness"
    )
    return {name: getattr(label, name) for name in alike.split()} | {"label_class": label.letter}
