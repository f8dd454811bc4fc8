"""What a label says in words, for pages, pictures and JSON alike; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

from carbon.answers.flags import all_in_words
from carbon.method.domains import DOMAIN_OF_MODALITY
from carbon.method.rows import Classified

#: The label that the app shows, and that badges name.
LABEL_VERSION = "v1"
#: What is told of an excluded report in place of its confidence: how sure a wrong figure is helps nobody.
LEFT_OUT = "left out of headline figures"
_REGIMES = {"fine-tuning": "fine-tuned", "pre-training": "pre-trained"}


@dataclass(frozen=True, slots=True)
class Words:
    """What the label says besides the letter: lines under the grams, then the small print."""

    lines: tuple[str, ...]
    small: tuple[str, ...]


def words_of(model: Classified, reference: str, dated: str, *, is_draft: bool = False) -> Words:
    """The label's lines for a model; a draft's card is still to be written."""
    if model.label_class is None:
        lines: tuple[str, ...] = (_unrated(model),)
    else:
        certainty = LEFT_OUT if model.excluded else f"{model.confidence} confidence"
        lines = (comparison(model), " · ".join(filter(None, (likely(model), certainty))))
    return Words(lines, (_origin(model, is_draft), f"{reference} · {dated}"))


def _origin(model: Classified, is_draft: bool) -> str:
    if not model.reports:
        return "no report"
    reported = "as typed, in no card yet" if is_draft else "reported in its card"
    return f"{reported}, {model.tool}" if model.tool else reported


def _unrated(model: Classified) -> str:
    """Why there is no class; where there are no grams either, the label says "Not rated" in their place already."""
    why = f"{model.not_rated}."
    return f"Not rated: {why}" if model.emissions_g else f"{why[:1].upper()}{why[1:]}"


def comparison(model: Classified) -> str:
    """How the emissions compare with the category's reference models, in the direction that reads best."""
    return f"{compared(model)} of {model.category_n:,} {category_words(model.category or '')}"


def compared(model: Classified) -> str:
    """`less than 57 %` or `more than 80 %`: of the reference models, how many emitted more, or fewer, grams."""
    share = model.co2_score or 0.0
    return f"less than {min(round(share), 99)} %" if share >= 50 else f"more than {min(round(100 - share), 99)} %"


def likely(model: Classified) -> str:
    """The classes that the likely emissions span; empty where that is no more than its own."""
    best, worst = model.class_high, model.class_low
    if best != worst:
        return f"likely {best} to {worst}"
    return "" if best == model.label_class else f"likely {best}"


def doubt(model: Classified) -> str:
    """The model's flags in words."""
    return all_in_words(model.flags)


def category_words(category: str) -> str:
    """A category of the reference as the models it holds: `fine-tuning/nlp` is `fine-tuned NLP models`."""
    regime, _, modality = category.partition("/")
    if regime not in _REGIMES:
        return "models of all kinds"
    domain = DOMAIN_OF_MODALITY.get(modality, modality)
    kind = domain if domain.isupper() else domain.lower()
    return " ".join(part for part in (_REGIMES[regime], kind, "models") if part)
