"""Findings in words: what a test found, or a neutral sentence where the effect is negligible, not shown or unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from carbon.method.statistics.estimate import Estimate

#: Verdicts.
MORE, LESS, DIFFERENT = "more", "less", "differ"
NEGLIGIBLE, NOT_SHOWN, FEW = "negligible", "not shown", "not enough data"

#: What emissions are set against, by question.
AMOUNTS: Mapping[str, str] = {
    "size": "model size",
    "dataset": "dataset size",
    "performance": "performance",
    "accuracy": "accuracy",
    "f1": "F1",
    "rouge1": "ROUGE-1",
    "rouge_l": "ROUGE-L",
}
#: Which models are meant by "more" of an amount.
_MODELS: Mapping[str, str] = {
    "model size": "larger models",
    "dataset size": "models trained on larger data sets",
    **{name: f"models with a higher {name}" for name in ("performance", "accuracy", "F1", "ROUGE-1", "ROUGE-L")},
}
#: Terms of the joint regression: how they are stored, and in words; those of domains name both, `NLP against Audio`.
SIZE, PRE_TRAINING, NOT_STATED, AGAINST = "ln size", "pre-training", "training not stated", " against "
_TERMS: Mapping[str, str] = {
    SIZE: "twice the size",
    PRE_TRAINING: f"pre-training{AGAINST}fine-tuning",
    NOT_STATED: f"training that is not stated{AGAINST}fine-tuning",
}
#: What is held fixed in the partial correlations.
GIVEN = {"size": "domain"}
_GIVEN_OTHERWISE = "size and domain"


def told(question: str, subject: str, estimate: Estimate, verdict: str) -> str:
    """The finding of one test as a sentence without its full stop."""
    if verdict == FEW:
        return f"{question_in_words(question, subject)}: {estimate.problem or FEW}"
    kind, _, _ = question.partition("_within")
    kind, given, _ = kind.partition("_given")
    if kind in AMOUNTS:
        return _correlation(AMOUNTS[kind], _condition(kind, bool(given), subject), verdict)
    return _SENTENCES[question](subject, estimate, verdict)


def question_in_words(question: str, subject: str = "") -> str:
    """What is asked, as a heading."""
    kind, within, _ = question.partition("_within")
    kind, given, _ = kind.partition("_given")
    if kind in AMOUNTS:
        base = f"Emissions and {AMOUNTS[kind]}"
        return f"{base} {_condition(kind, bool(given), subject)}".strip() if given or within else base
    heading = _HEADINGS[question]
    return f"{heading}: {term_in_words(subject)}" if subject and question not in _SUBJECT_IS_CLEAR else heading


def times(ratio: float) -> str:
    """`4.9 times`, `24 times`, `1,200 times`."""
    return f"{ratio:.1f} times" if ratio < 9.95 else f"{float(f'{ratio:.2g}'):,.0f} times"


def term_in_words(term: str) -> str:
    """A term of the joint regression as a reader knows it, with what it is compared with."""
    return _TERMS.get(term, term)


def _condition(kind: str, given: bool, subject: str) -> str:
    if given:
        return f"given {GIVEN.get(kind, _GIVEN_OTHERWISE)}"
    return f"within {subject}" if subject else ""


def _correlation(amount: str, condition: str, verdict: str) -> str:
    link = f"between {amount} and emissions"
    where = f" {condition}" if condition else ""
    if verdict == NEGLIGIBLE:
        return f"The link {link}{where} is negligible"
    if verdict == NOT_SHOWN:
        return f"No link {link}{where} is shown"
    start = f"{condition[0].upper()}{condition[1:]}, " if condition else ""
    sentence = f"{start}{_MODELS[amount]} emit {'more' if verdict == MORE else 'less'}"
    return sentence[0].upper() + sentence[1:]


def _trend(what: str, unit: Callable[[Estimate], str]) -> Callable[[str, Estimate, str], str]:
    def sentence(_subject: str, estimate: Estimate, verdict: str) -> str:
        if verdict == NOT_SHOWN:
            return f"No trend of {what} is shown"
        ending = "" if what in _PLURAL else "s"
        verb = f"rise{ending}" if verdict == MORE else f"fall{ending}"
        return f"{what[0].upper()}{what[1:]} {verb} by {unit(estimate)} a year"

    return sentence


def _points(estimate: Estimate) -> str:
    change = 0.0 if estimate.effect is None else abs(estimate.effect.value)
    return f"{change:.2g} percentage points"


def _percent(estimate: Estimate) -> str:
    factor = 1.0 if estimate.effect is None else estimate.effect.value
    if factor >= 2:
        return f"a factor of {factor:.1f}" if factor < 1000 else "more than a factor of 1,000"
    return f"{100 * abs(factor - 1):.0f} %"


def _difference(first: str, second: str) -> Callable[[str, Estimate, str], str]:
    def sentence(subject: str, estimate: Estimate, verdict: str) -> str:
        a, b = (first, second) if first else subject.split(" / ", 1)
        if verdict == NEGLIGIBLE:
            return f"The difference between {a} and {b} is negligible"
        if verdict == NOT_SHOWN or estimate.magnitude is None:
            return f"No difference between {a} and {b} is shown"
        ratio = estimate.magnitude.value
        more, less = (a, b) if verdict == MORE else (b, a)
        return f"{more[0].upper()}{more[1:]} emits {times(max(ratio, 1 / ratio))} as much as {less}"

    return sentence


def _several(what: str) -> Callable[[str, Estimate, str], str]:
    def sentence(_subject: str, estimate: Estimate, verdict: str) -> str:
        if verdict == NEGLIGIBLE:
            return f"Emissions differ negligibly between {what}"
        if verdict == NOT_SHOWN or estimate.effect is None:
            return f"No difference of emissions between {what} is shown"
        share = 100 * estimate.effect.value
        return f"Emissions differ between {what}, which explain {share:.2g} % of the differences in rank"

    return sentence


def _term(subject: str, estimate: Estimate, verdict: str) -> str:
    term, held = term_in_words(subject), "With the others held fixed"
    if verdict == NEGLIGIBLE:
        return f"{held}, {term} hardly matters"
    if verdict == NOT_SHOWN or estimate.magnitude is None or estimate.effect is None:
        return f"{held}, no effect of {'model size' if subject == SIZE else term} is shown"
    ratio = 2**estimate.effect.value if subject == SIZE else estimate.magnitude.value
    factor = times(ratio) if ratio >= 1 else f"{ratio:.2g} times"
    return f"{held}, {term} goes with {factor} the emissions"


_ODDS = "the odds that a new model reports"
_PLURAL = frozenset({_ODDS})
_SENTENCES: Mapping[str, Callable[[str, Estimate, str], str]] = {
    "share_trend": _trend("the share of new models that report", _points),
    "share_odds": _trend(_ODDS, _percent),
    "emissions_trend": _trend("the median of reported emissions", _percent),
    "regime": _difference("pre-training", "fine-tuning"),
    "nlp_cv": _difference("NLP", "Computer Vision"),
    "nlp_cv_per_byte": _difference("NLP per byte of the model", "Computer Vision"),
    "hardware_stated": _difference("a model that names its hardware", "one that does not"),
    "domains": _several("domains"),
    "hardware": _several("chips"),
    "domain_pair": _difference("", ""),
    "hardware_pair": _difference("", ""),
    "joint": _term,
    "joint_median": _term,
}
_HEADINGS: Mapping[str, str] = {
    "share_trend": "Share reporting by month",
    "share_odds": "Odds of reporting by month",
    "emissions_trend": "Median emissions by month",
    "regime": "Pre-training and fine-tuning",
    "nlp_cv": "NLP and Computer Vision",
    "nlp_cv_per_byte": "NLP and Computer Vision, per byte",
    "hardware_stated": "Hardware named or not",
    "domains": "Domains",
    "hardware": "Chips",
    "domain_pair": "Domains",
    "hardware_pair": "Chips",
    "joint": "Joint regression",
    "joint_median": "Median regression",
}
_SUBJECT_IS_CLEAR: frozenset[str] = frozenset({"domains", "hardware"})
