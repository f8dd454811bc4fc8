"""The card of why a model has its class: each part of the score on its scale, and what does not count."""

from __future__ import annotations

from carbon.answers.label import category_words
from carbon.method.label import LETTERS
from carbon.method.reference import REFERENCE
from carbon.method.rows import Classified
from carbon.ui.cards import text_card
from carbon.ui.markup import Safe, html, show
from carbon.ui.theme import CLASSES, Palette
from carbon.units import format_bytes, format_grams

_PART = (
    '<div class="hc-part"><div><b>$name</b><span>$value</span></div>'
    '<div class="hc-bar" style="background: $gradient" role="img" aria-label="$score of 100">'
    '<i style="left: $left%"></i></div>'
    "<div><small>$detail</small><small>$score/100</small></div></div>"
)
NO_PERFORMANCE = (
    "Performance does not count: the frozen reference holds no groups of at least 30 models "
    "with the same task, data set and metric."
)
NOT_IN_A_GROUP = "Performance does not count: its card states no score that the frozen reference has a group for."


def show_parts(model: Classified, colours: Palette) -> None:
    """The card; only for a rated model."""
    gradient = f"linear-gradient(90deg, {', '.join(colours.classes[letter] for letter in reversed(CLASSES))})"

    def body() -> None:
        show("$parts$remarks", parts=Safe(_parts(model, gradient)), remarks=Safe(_remarks(model)))

    text_card(
        title=f"Why {model.label_class}",
        subtitle="Each part of the class on its scale: 0 is the worst, 100 the best",
        key="parts",
        body=body,
    )


def together(model: Classified) -> str:
    """How the parts come to the class, in words."""
    score, letter = model.score or 0.0, model.label_class or ""
    said = f"Together {_points(score)} of 100. {_cuts()}."
    plain_class = _class_of(score)
    if plain_class != letter:
        own = _class_of(model.co2_score or 0.0)
        said += (
            f" That alone would be {plain_class}, but a class is at most one away from that of the emissions, {own}."
        )
    return said


def _parts(model: Classified, gradient: str) -> str:
    category = REFERENCE.categories[model.category or "all"]
    among = category_words(category.name)
    weights = REFERENCE.weights
    parts = [
        (
            "Emissions",
            format_grams(model.emissions_g),
            model.co2_score,
            f"weight {weights['co2']} · against {category.n:,} {among}",
        )
    ]
    if model.size_score is not None:
        median = format_bytes(category.size_bytes_median)
        detail = f"weight {weights['size']} · smaller is better; median {median}"
        parts.append(("Size", format_bytes(model.size_bytes), model.size_score, detail))
    if model.performance_score is not None:
        better = f"better than {model.performance_score:.0f} %"
        detail = f"weight {weights['performance']} · of the reference with the same task, data set and metric"
        parts.append(("Performance", better, model.performance_score, detail))
    return "".join(_part(*part, gradient=gradient) for part in parts)


def _part(name: str, value: str, score: float | None, detail: str, *, gradient: str) -> str:
    shown = f"{score or 0.0:.0f}"
    return html(_PART, name=name, value=value, score=shown, left=shown, detail=detail, gradient=gradient)


def _remarks(model: Classified) -> str:
    remarks = [together(model)]
    if model.size_score is None:
        remarks.append("Size does not count: the size of its weights is not known.")
    if model.performance_score is None:
        remarks.append(NOT_IN_A_GROUP if REFERENCE.groups else NO_PERFORMANCE)
    return "".join(html('<p class="hc-remark">$text</p>', text=text) for text in remarks)


def _cuts() -> str:
    return ", ".join(f"{letter} from {cut}" for letter, cut in zip(LETTERS, REFERENCE.cuts, strict=False)) + ", else E"


def _points(score: float) -> str:
    """A score in whole points, or in as many digits as show on which side of a class's border it is."""
    digits = next((digits for digits in range(8) if _class_of(round(score, digits)) == _class_of(score)), 8)
    return f"{score:.{digits}f}"


def _class_of(score: float) -> str:
    return LETTERS[sum(score < cut for cut in REFERENCE.cuts)]
