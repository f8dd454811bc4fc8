"""What each compared model's report holds, row by row: where they differ side by side, what they share in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from carbon.answers.flags import all_in_words
from carbon.answers.label import category_words
from carbon.answers.label import likely as likely_classes
from carbon.method.comparison import Footing, footing, likely
from carbon.method.domains import task_name
from carbon.method.levels import LEVELS
from carbon.method.rows import Classified
from carbon.ui.cards import text_card
from carbon.ui.markup import Safe, html, show
from carbon.ui.model.alternatives import chip
from carbon.ui.theme import Palette
from carbon.units import format_bytes, format_count, format_grams

NOT_STATED = "not stated"
_GRID = '<div class="hc-compare">$columns</div>$shared'
_COLUMN = '<section style="grid-row: span $rows"><h3>$name</h3><dl style="grid-row: span $facts">$items</dl></section>'
_ITEM = "<div><dt>$name</dt><dd>$value</dd></div>"
_SHARED = '<p class="hc-remark"><b>The same for all.</b> $facts</p>'

Fact = tuple[str, Callable[[Classified], str]]


def show_facts(models: Sequence[Classified], colours: Palette) -> None:
    """The card of the evidence, side by side."""
    differing, shared = split(models)

    def body() -> None:
        columns = "".join(_column(model, differing, colours) for model in models)
        told = html(_SHARED, facts=" · ".join(shared)) if shared else ""
        show(_GRID, columns=Safe(columns), shared=Safe(told))

    text_card(
        title="What the figures stand on" if len(models) > 1 else "What the figure stands on",
        subtitle="Only what differs stands side by side" if shared else "As their cards state it",
        key="evidence",
        body=body,
    )


def split(models: Sequence[Classified]) -> tuple[list[Fact], list[str]]:
    """The facts that differ between the models, and in words those that do not; of one model all differ."""
    differing = [(name, told) for name, told in FACTS if len(models) < 2 or len({told(model) for model in models}) > 1]
    names = [name for name, _ in differing]
    shared = [f"{name}: {told(models[0])}" for name, told in FACTS if name not in names]
    return differing, shared


def _column(model: Classified, facts: Sequence[Fact], colours: Palette) -> str:
    first = html(_ITEM, name="Class", value=Safe(_class(model, colours)))
    rest = "".join(html(_ITEM, name=name, value=told(model)) for name, told in facts)
    return html(_COLUMN, rows=len(facts) + 2, facts=len(facts) + 1, name=model.id, items=Safe(first + rest))


def _class(model: Classified, colours: Palette) -> str:
    if model.label_class is None:
        return html("not rated: $why", why=model.not_rated)
    told = " · ".join(part for part in (likely_classes(model), f"{model.confidence} confidence") if part)
    return f"{chip(model.label_class, colours)} {html('$told', told=told)}"


def _likely(model: Classified) -> str:
    low, _, high = likely(model)
    return f"{format_grams(low)} to {format_grams(high)}" if model.reports else "–"


def _source(model: Classified) -> str:
    if not model.reports:
        return "–"
    named = model.tool or model.source
    stands = footing(model)
    if stands is Footing.NOT_STATED:
        return f"{stands} ({_short(named)})" if named else str(stands)
    return f"{stands}, {named}"


def _flags(model: Classified) -> str:
    return all_in_words(model.flags) or "none"


def _duration(model: Classified) -> str:
    told = (f"{model.hours:g} h" if model.hours else "", f"{model.energy_kwh:g} kWh" if model.energy_kwh else "")
    return ", ".join(part for part in told if part) or NOT_STATED


def _per_download(model: Classified) -> str:
    return format_grams(model.emissions_g / model.downloads) if model.emissions_g and model.downloads else "–"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _stated(text: str | None) -> str:
    return _short(text) if text else NOT_STATED


def _training(model: Classified) -> str:
    """The training as the card states it, by the rule of the checklist of evidence; AutoTrain only ever fine-tunes."""
    if model.has_training_type:
        return model.regime or _stated(model.training_type)
    return f"{NOT_STATED}, taken as {model.regime}" if model.regime else NOT_STATED


FACTS: tuple[Fact, ...] = (
    ("Emissions", lambda model: format_grams(model.emissions_g) if model.reports else "not reported"),
    ("Likely", _likely),
    ("Method", _source),
    ("Flags", _flags),
    ("Reporting level", lambda model: f"{model.level}, {LEVELS[model.level].lower()}"),
    ("Hardware", lambda model: _stated(model.hardware)),
    ("Place", lambda model: _stated(model.place)),
    ("Training", _training),
    ("Hours or energy", _duration),
    ("Link to measurements", lambda model: "given" if model.has_link else NOT_STATED),
    ("Task", lambda model: task_name(model.task) if model.task else NOT_STATED),
    ("Rated against", lambda model: category_words(model.category) if model.category else "–"),
    ("Weights", lambda model: format_bytes(model.size_bytes)),
    ("Downloads, 30 days", lambda model: format_count(model.downloads)),
    ("Per download", _per_download),
    ("Created", lambda model: f"{model.created_at:%B %Y}" if model.created_at else "before March 2022"),
)
