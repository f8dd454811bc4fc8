"""Names of the label's categories and classes in words; decides nothing."""

from __future__ import annotations

from carbon.method.domains import DOMAIN_OF_MODALITY

_REGIMES = {"fine-tuning": "fine-tuned", "pre-training": "pre-trained"}
#: Plotly symbols of the classes, so that they differ by shape as well as colour.
CLASS_SYMBOLS = {"A": "circle", "B": "square", "C": "diamond", "D": "triangle-up", "E": "triangle-down"}


def category_words(category: str) -> str:
    """A category of the reference as the models it holds: `fine-tuning/nlp` is `fine-tuned NLP models`."""
    regime, _, modality = category.partition("/")
    if regime not in _REGIMES:
        return "models of all kinds"
    domain = DOMAIN_OF_MODALITY.get(modality, modality)
    kind = domain if domain.isupper() else domain.lower()
    return " ".join(part for part in (_REGIMES[regime], kind, "models") if part)
