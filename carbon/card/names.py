"""Names in a report that the method knows: tools, hardware, links. What it does not know stays unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from carbon.card.places import country_of, place_resolvable
from carbon.card.words import is_placeholder

__all__ = [
    "AUTOTRAIN",
    "CALCULATORS",
    "MEASURED",
    "country_of",
    "hardware_recognised",
    "is_autotrain",
    "is_named",
    "links",
    "place_resolvable",
    "recognised_part",
    "tool_of",
]

AUTOTRAIN = "AutoTrain"
_LONGEST = 1000

#: Tools in the order in which they are looked for: the more telling name first.
_TOOLS: Sequence[tuple[str, re.Pattern[str]]] = [
    (tool, re.compile(pattern, re.I))
    for tool, pattern in (
        ("CodeCarbon", r"code[\s_-]*carbon"),
        (AUTOTRAIN, r"auto[\s_-]?(?:train|nlp)\b"),
        ("eco2AI", r"eco2[\s_-]*ai"),
        ("Carbontracker", r"carbon[\s_-]*tracker"),
        ("Experiment Impact Tracker", r"experiment[\s_-]*impact[\s_-]*tracker"),
        ("Green Algorithms", r"green[\s_-]*algorithms?"),
        ("ML CO2 Impact", r"ml[\s_-]*co2|(?:machine ?learning|ml) (?:emissions?|impact|co2)\b|1910\.09700|lacoste"),
        (
            "Cloud provider",
            r"(?:google cloud|\bgcp\b|azure|\baws\b|amazon)[\w\s'’:()/-]{0,60}?(?:footprint|emissions?|sustainability)"
            r"|emissions impact dashboard",
        ),
        ("Paper", r"arxiv|\bdoi\b|doi\.org|10\.\d{4,9}/|\bpaper\b|\barticle\b|\bet al\b|technical report|aclanthology"),
    )
]
MEASURED = frozenset({"CodeCarbon", "eco2AI", "Carbontracker", "Experiment Impact Tracker", "Cloud provider", "Paper"})
CALCULATORS = frozenset({"ML CO2 Impact", "Green Algorithms"})

_HARDWARE = re.compile(
    r"(?:(?<![A-Za-z])|(?<=\dx))(?:"
    r"A(?:2|10G?|16|30|40|100|800|[2456][05]00)|B[123]00|GB[23]00|GH200|H(?:20|100|200|800)|L(?:4|20|40S?)|P(?:4|40|100)|T4|V100"
    r"|K[48]0|[1-6]0[5-9]0(?:[\s-]?(?:Ti|Super))?|(?:RTX|GTX)[\s-]?(?:PRO[\s-]?)?A?\d{3,4}|Titan|Quadro|Tesla[\s-]?[A-Z]?\d+"
    r"|(?:NVIDIA|GeForce)[\s-][A-Za-z\s-]{0,24}\d{3,4}|DGX|Jetson|MI[\s-]?\d{2,3}[AX]?|Radeon|RX[\s-]?\d{4}|Arc[\s-]?[AB]\d{3}"
    r"|Gaudi\d?|Trainium\d?|Inferentia\d?|Graviton\d?|Cerebras|IPU|Xeon|EPYC|Ryzen|Threadripper|Core[\s-]Ultra|Celeron"
    r"|(?:Core[\s(TM)-]*)?i[3579][\s-]?\d{3,5}[A-Z]{0,2}\d?|Mac[\s]?(?:Book|Studio|mini)|M[1-5](?:[\s-](?:Pro|Max|Ultra))?"
    r")(?:s\b|(?![A-Za-z\d]|[.-](?:\d*x?large|highgpu)))"
    r"|TPU[\s-]*v?\d|(?:RTX|GTX)[\s-]?\d{3,4}",
    re.I,
)
_LINK = re.compile(
    r"https?://[^\s/]+\.[^\s/]{2,}|\bwww\.[\w-]+\.\w{2,}|\b10\.\d{4,9}/\S+|\barxiv[:\s/]*\d{4}\.\d{4,5}|(?<![\w.])\d{4}\.\d{5}(?!\d)"
    r"|\b[\w-]+\.(?:io|com|org|net|ai|edu|gov|eu|fr|de)/\S",
    re.I,
)
_AUTOTRAIN_NAME = re.compile(r"auto(?:train|nlp)[-_]", re.I)
_AUTOTRAIN_TAGS = frozenset({"autotrain", "autonlp"})


def tool_of(source: str | None, tags: Sequence[str] = ()) -> str | None:
    """The tool or kind of source that `source` names; else what the tags say; None where it is not known."""
    if source is not None and not is_placeholder(source):
        text = source[:_LONGEST]
        return next((tool for tool, pattern in _TOOLS if pattern.search(text)), None)
    lowered = {tag.lower() for tag in tags}
    if lowered & _AUTOTRAIN_TAGS:
        return AUTOTRAIN
    return "CodeCarbon" if "codecarbon" in lowered else None


def is_autotrain(
    model_id: str, tags: Sequence[str] = (), datasets: Sequence[str] = (), source: str | None = None
) -> bool:
    """Whether AutoTrain (once AutoNLP) trained the model: by source, tag, name or the name of its data set."""
    if source is not None and tool_of(source) == AUTOTRAIN:
        return True
    if any(tag.lower() in _AUTOTRAIN_TAGS for tag in tags) or _AUTOTRAIN_NAME.match(_last_part(model_id)):
        return True
    named = [*datasets, *(tag.removeprefix("dataset:") for tag in tags if tag.startswith("dataset:"))]
    return any(re.match(r"auto(?:train|nlp)-data-", _last_part(name), re.I) for name in named)


def hardware_recognised(text: str | None) -> bool:
    """Whether `text` names hardware by its model, so that its power can be known; "GPU" alone does not."""
    return is_named(text) and _HARDWARE.search((text or "")[:_LONGEST]) is not None


def recognised_part(text: str | None) -> str | None:
    """The first piece of hardware that `text` names by its model, as written; None where there is none."""
    match = _HARDWARE.search((text or "")[:_LONGEST])
    return match[0] if match else None


def is_named(text: str | None) -> bool:
    """Whether `text` says anything at all beyond a placeholder."""
    return text is not None and not is_placeholder(text)


def links(text: str | None) -> bool:
    """Whether `text` holds a web address, a DOI or an arXiv id."""
    return text is not None and _LINK.search(text[:_LONGEST]) is not None


def _last_part(repository: str) -> str:
    return repository.rsplit("/", 1)[-1]
