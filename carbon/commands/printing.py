"""What the command line prints for people: facts in, lines out; reads nothing."""

from __future__ import annotations

from collections.abc import Mapping

from carbon.ingest.progress import STAGES
from carbon.units import format_grams, format_share

Facts = Mapping[str, object]


def status_lines(facts: Facts) -> list[str]:
    """The answer of `carbon status`."""
    lines = [
        f"Snapshot   {facts['snapshot']} of {facts.get('endpoint')}"
        + (" (a generated sample)" if facts.get("sample") else ""),
        f"Models     {_number(facts['models'])} {_share(facts)}",
        f"Reporting  {_number(facts['reporting'])}, {_number(facts['excluded'])} of them excluded",
        f"Rejected   {_number(facts['rejected'])} items, {_number(facts['fields_rejected'])} single fields",
    ]
    if facts.get("statistics_problem"):
        lines.append(f"Statistics missing: {facts['statistics_problem']}")
    domains = facts.get("by_domain")
    if isinstance(domains, Mapping):
        lines += ["", f"{'Domain':<24}{'models':>12}{'reporting':>12}"]
        lines += [
            f"{name:<24}{_number(row['models']):>12}{_number(row['reporting']):>12}" for name, row in domains.items()
        ]
    return [*lines, "", *ingest_lines(facts.get("ingest"))]


def ingest_lines(state: object) -> list[str]:
    """Where the ingest stands, what it waits for and what went wrong."""
    if not isinstance(state, Mapping):
        return ["Ingest     never run here"]
    alive = state.get("alive")
    name = str(state["state"])
    if name in {"running", "waiting"} and not alive:
        name = "ended before it was done; the next one goes on"
    lines = [f"Ingest     {name}{_stage(state) if alive else ''}"]
    if state.get("waits") and alive:
        details = f" ({state['note_details']})" if state.get("note_details") else ""
        lines.append(f"Waits      {state['waits']}{details}")
    if state.get("next_run_at") and alive:
        lines.append(f"Next       {state['next_run_at']}")
    if state.get("last_error"):
        lines.append(f"Error      {state['last_error']}")
    warnings = state.get("warnings")
    return lines + [f"Warning    {text}" for text in (warnings if isinstance(warnings, list) else [])]


def lookup_lines(facts: Facts) -> list[str]:
    """The answer of `carbon lookup`."""
    lines = [f"{facts['id']}" + (" (no longer on the Hub)" if facts["gone"] else "")]
    if facts["class"] is None:
        lines.append(f"Not rated   {facts['not_rated']}")
    else:
        lines.append(f"Class       {facts['class']} ({facts['confidence']} confidence{_range(facts)})")
        lines.append(f"Category    {facts['category']}, {_number(facts['category_n'])} models")
    if isinstance(grams := facts["grams"], float):
        lines.append(f"Emissions   {format_grams(grams)} CO2e")
    flags = facts["flags"]
    flagged = ", ".join(flags) if isinstance(flags, list) and flags else "none"
    return [
        *lines,
        f"Level       {facts['level']}",
        f"Flags       {flagged}",
        f"Domain      {facts['domain']} (task: {facts['task'] or 'not specified'})",
        f"Snapshot    {facts['snapshot']}, label {facts['reference']}",
    ]


def reference_lines(facts: Facts) -> list[str]:
    """The answer of `carbon reference build`."""
    categories, performance, left_out = facts["categories"], facts["performance"], facts["left_out"]
    lines = [f"Written     {facts['file']}", f"Version     {facts['version']}, from snapshot {facts['snapshot']}"]
    if facts["sample"] == "true":
        lines.append("Only a test: the snapshot is a generated sample")
    if isinstance(categories, Mapping):
        lines += ["", f"{'Category':<28}{'models':>8}{'projects':>10}{'median':>12}"]
        lines += [
            f"{name:<28}{one['n']:>8,}{one['n_eff']:>10,.0f}{format_grams(one['co2_g_percentiles_0_100'][50]):>12}"
            for name, one in categories.items()
        ]
    if isinstance(left_out, Mapping) and left_out:
        small = ", ".join(f"{name} {_number(n)}" for name, n in left_out.items())
        lines += ["", f"Too small   {small}: rated with a broader category"]
    groups = len(performance) if isinstance(performance, list) else 0
    return [
        *lines,
        "",
        f"Performance {_number(groups)} groups of at least 30 models with the same task, data and metric",
    ]


def comparison_lines(facts: Facts) -> list[str]:
    """The answer of `carbon reference compare`."""
    matrix, rated = facts["matrix"], facts["rated"]
    lines = [
        f"Reports     {_number(facts['models'])} of snapshot {facts['snapshot']}"
        + (" (a generated sample)" if facts.get("sample") else ""),
        f"Rows        {facts['old']}",
        f"Columns     {facts['new']}",
        "",
    ]
    if isinstance(matrix, Mapping):
        lines.append(" " * 10 + "".join(f"{name:>11}" for name in matrix))
        lines += [f"{name:<10}" + "".join(f"{_number(n):>11}" for n in row.values()) for name, row in matrix.items()]
    return [
        *lines,
        "",
        f"Same class  {_number(facts['same'])} of {_number(rated)} rated both times",
        f"Better      {_number(facts['better'])}",
        f"Worse       {_number(facts['worse'])}",
        f"Two or more classes away  {_number(facts['far'])}",
    ]


def _stage(state: Facts) -> str:
    if not state.get("stage"):
        return ""
    about = "about " if state.get("stage_total_estimated") else ""
    total = f" of {about}{_number(state['stage_total'])}" if state.get("stage_total") is not None else ""
    stage = STAGES.get(str(state["stage"]), str(state["stage"]))
    return f", {stage[0].lower()}{stage[1:]}: {_number(state['stage_done'])}{total}"


def _range(facts: Facts) -> str:
    span = facts["range"]
    if not isinstance(span, Mapping) or span["class_low"] == span["class_high"]:
        return ""
    return f", {span['class_high']} to {span['class_low']} possible"


def _share(facts: Facts) -> str:
    models, reporting = facts["models"], facts["reporting"]
    if facts.get("census") != "complete":
        return "listed so far; the census of all models is not complete"
    if not isinstance(models, int) or not isinstance(reporting, int) or models == 0:
        return "listed"
    return f"listed, {format_share(reporting / models)} of them report emissions"


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else "-" if value is None else str(value)
