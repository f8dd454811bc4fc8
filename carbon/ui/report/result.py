"""What a draft comes to: its label, its level and next step, what a careful reader would ask, the block to copy."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from carbon.answers.flags import in_words
from carbon.method.draft import NOBODY, Assessment
from carbon.method.estimate import STATED, WITHIN, Estimate, away
from carbon.method.levels import LEVELS
from carbon.method.rows import Classified
from carbon.ui.cards import text_card
from carbon.ui.label import label
from carbon.ui.markup import Safe, show
from carbon.ui.page import Context
from carbon.units import format_grams
from carbon.units.writing import format_rough

_LEVEL = '<p class="hc-level" style="border-color: $edge"><b>Level $code, $name.</b> $step</p>'
_REMARK = '<p class="hc-level" style="border-color: $edge">$text</p>'
_NOTE = '<p class="hc-remark">$text</p>'
COMPLETE = "Nothing is missing: others can check it."
#: Fields whose text is left out where it cannot be read, as readers know them.
_NAMES = {"value": "emissions", "hours": "hours", "energy": "energy", "link": "link"}


def show_label(context: Context, found: Assessment) -> None:
    """The label that the model would get, and its level with the next step."""
    show(
        "$label",
        label=Safe(
            label(
                found.row,
                reference=context.snapshot.meta.get("reference", ""),
                dated="not published yet",
                colours=context.colours,
                draft_doubt=doubted(found.row),
            )
        ),
    )
    step = found.level.next_step or COMPLETE
    edge = context.colours.classes["A" if found.level.code in {"R4", "R5"} else "C"]
    show(_LEVEL, code=found.level.code, name=LEVELS[found.level.code].lower(), step=step, edge=edge)


def doubted(row: Classified) -> str:
    """What is doubtful about a draft: of its figure, whose unit was chosen, what speaks against it."""
    against = "energy" if row.energy_kwh else "hours" if row.hours else ""
    unit = f"grams and {against} do not fit each other" if against else "no energy or hours confirm the unit"
    return ", ".join(unit if flag == "unit_unclear" else in_words(flag) for flag in row.flags)


def show_checks(context: Context, found: Assessment) -> None:
    """What a careful reader would ask, and what the stated bases make likely; nothing where there is neither."""
    if not found.remarks and not found.likely:
        return

    def body() -> None:
        for text in found.remarks:
            show(_REMARK, text=text, edge=context.colours.classes["E"])
        for likely in found.likely:
            show(_NOTE, text=likely_in_words(likely, found.row.emissions_g))
        if found.remarks:
            show(_NOTE, text=consequence(found.row))

    text_card(title=heading(found), subtitle="Checks that every report goes through", key="checks", body=body)


def heading(found: Assessment) -> str:
    """What the checks come to; it names only what was given."""
    if found.remarks:
        return "What a careful reader would ask"
    given = _listed([part for likely in found.likely for part in likely.given])
    grams = found.row.emissions_g
    if grams is None:
        return f"What its {given} make likely"
    if all(_away(grams, likely) == 1 for likely in found.likely):
        return f"It fits its {given}"
    return f"It is within a factor of {WITHIN:g} of what its {given} make likely"


def likely_in_words(likely: Estimate, grams: float | None) -> str:
    """What one basis makes likely, and how far outside it an amount is that passes all the same."""
    unknown = "the data centre" if likely.given == STATED else "the load and the data centre"
    said = (
        f"{format_grams(likely.low_g)} to {format_grams(likely.high_g)} are likely for {likely.basis}, "
        f"depending on {unknown}."
    )
    if grams is None or _away(grams, likely) == 1:
        return said
    side = "below" if grams < likely.low_g else "above"
    factor = format_rough(_away(grams, likely))
    return f"{said} {format_grams(grams)} is {factor} times {side}, which is allowed up to a factor of {WITHIN:g}."


def consequence(row: Classified) -> str:
    """What a published card would be flagged for."""
    if not row.flags:
        return (
            "Published as it is, it would carry no flag, so the label shows no doubt: a flag leaves room for what is "
            "assumed here."
        )
    counted = "left out of headline figures" if row.excluded else "still counted"
    return f"Published as it is, it would be flagged and {counted}: {doubted(row)}."


def show_block(context: Context, found: Assessment, endpoint: str) -> None:
    """The YAML to copy, what is not in it, and the way to the card on the Hub."""

    def body() -> None:
        if found.yaml is None:
            st.write("State the emissions, and the block stands here.")
            return
        st.code(found.yaml, language="yaml", wrap_lines=True)
        if noted := note(found):
            show(_NOTE, text=noted)
        if found.row.id != NOBODY:
            address = f"{endpoint}/{found.row.id}/edit/main/README.md"
            st.link_button("Edit the card on the Hub", address, icon=":material/edit:")

    text_card(
        title="The block for your model card",
        subtitle="For the card's metadata, between its two lines of three dashes; emissions in grams.",
        key="block",
        body=body,
    )


def note(found: Assessment) -> str:
    """What was typed and is not in the block, and what is in it though it counts for nothing; the fields say why."""
    out, weak = [_NAMES[field] for field in found.problems], list(found.weaknesses)
    left = f"Left out, because it cannot be read: {_listed(out)}." if out else ""
    kept = f"Kept in your words, though it counts for nothing: {_listed(weak)}." if weak else ""
    return f"{left} {kept}".strip()


def _away(grams: float, likely: Estimate) -> float:
    return away(grams, likely.low_g, likely.high_g)


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
