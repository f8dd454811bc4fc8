"""The label of one model as HTML: scale with a large letter, grams, category, range, confidence, versions.

Everything from outside is escaped. Its style is in `carbon/ui/model/style.css`.
"""

from __future__ import annotations

from carbon.answers.label import doubt, likely, words_of
from carbon.method.rows import Classified
from carbon.ui.markup import Safe, html
from carbon.ui.theme import CLASSES, Palette
from carbon.units import format_grams

_ROW_PX, _STEP_PX, _TAG_PX = 31, 40, 42
_SHORTEST, _LONGER = 36.0, 9.5
_TAG_LEFT = 70.0
_FRAME = (
    '<div class="hc-label-frame"><p class="hc-label-head">Training carbon</p><p class="hc-detail">$id</p>'
    '$scale<p class="hc-label-grams">$grams</p>$doubt$lines<hr>$small</div>'
)
_SCALE = '<div class="hc-scale" role="img" aria-label="$spoken" style="height: ${height}px">$shapes</div>'
_ARROW = (
    '<span class="hc-arrow" style="top: ${top}px; width: ${width}%">'
    '<i style="background: $fill; opacity: $opacity"></i>'
    '<b style="color: $ink">$letter</b></span>'
)
_TAG = '<span class="hc-tag" style="top: ${top}px; left: ${left}%; background: $ink; color: $paper">$letter</span>'
_DOUBT = '<p class="hc-label-doubt" style="border-color: $edge"><b>Doubtful</b>: $why</p>'
#: How strongly the arrows are drawn: the model's class, others that its likely emissions span, the rest.
_OWN, _LIKELY, _REST = "1", "0.7", "0.35"


def label(model: Classified, *, reference: str, dated: str, colours: Palette, draft_doubt: str | None = None) -> str:
    """The label of a model as HTML.

    Args:
        model: rated or not.
        reference: version of the frozen reference, such as `ref-2023.04`.
        dated: what the label was made from, such as `snapshot of 23 November 2026`.
        colours: of the reader's theme.
        draft_doubt: given for a draft that no card holds yet: its flags in words that fit one, empty where it has none.
    """
    words = words_of(model, reference, dated, is_draft=draft_doubt is not None)
    grams = f"{format_grams(model.emissions_g)} CO₂e" if model.emissions_g else "Not rated"
    paragraph = '<p class="hc-label-line">$text</p>'
    return html(
        _FRAME,
        id=model.id,
        scale=Safe(scale(model, colours)),
        grams=grams,
        doubt=Safe(html(_DOUBT, why=draft_doubt or doubt(model), edge=colours.classes["E"]) if model.flags else ""),
        lines=Safe("".join(html(paragraph, text=line) for line in words.lines)),
        small=Safe("".join(html(paragraph, text=line) for line in words.small)),
    )


def scale(model: Classified, colours: Palette) -> str:
    """The five arrows, the model's class in full colour with a tag, other likely classes stronger than the rest."""
    shapes = "".join(_arrow(place, letter, model, colours) for place, letter in enumerate(CLASSES))
    if model.label_class is not None:
        shapes += _tag(model.label_class, colours)
    height = _STEP_PX * (len(CLASSES) - 1) + _ROW_PX
    return html(_SCALE, height=height, spoken=_spoken(model), shapes=Safe(shapes))


def _spoken(model: Classified) -> str:
    if model.label_class is None:
        return "Not rated"
    told = (f"Class {model.label_class} of A to E", likely(model), "doubtful" if model.flags else "")
    return ", ".join(filter(None, told))


def _arrow(place: int, letter: str, model: Classified, colours: Palette) -> str:
    rated, chosen = model.label_class is not None, letter == model.label_class
    return html(
        _ARROW,
        top=place * _STEP_PX,
        width=_SHORTEST + place * _LONGER,
        fill=colours.classes[letter] if rated else colours.line,
        opacity=_strength(letter, model),
        ink=colours.class_letters[letter] if chosen else colours.ink,
        letter=letter,
    )


def _strength(letter: str, model: Classified) -> str:
    if model.label_class is None or letter == model.label_class:
        return _OWN
    within = (model.class_high or "") <= letter <= (model.class_low or "")
    return _LIKELY if within else _REST


def _tag(letter: str, colours: Palette) -> str:
    left = max(_TAG_LEFT, _SHORTEST + CLASSES.index(letter) * _LONGER + 2)
    top = _middle(letter) - _TAG_PX / 2
    return html(_TAG, top=top, left=left, ink=colours.ink, paper=colours.background, letter=letter)


def _middle(letter: str) -> float:
    return CLASSES.index(letter) * _STEP_PX + _ROW_PX / 2
