"""What a draft comes to: its label, its level and next step, what a careful reader would ask, the block to copy."""

from __future__ import annotations

import streamlit as st

from carbon.answers.flags import in_words
from carbon.method.draft import NOBODY, Assessment
from carbon.method.levels import LEVELS
from carbon.method.rows import Classified
from carbon.ui.cards import text_card
from carbon.ui.label import label
from carbon.ui.markup import Safe, html, show
from carbon.ui.page import Context
from carbon.units import format_grams

_LEVEL = '<p class="hc-level" style="border-color: $edge"><b>Level $code, $name.</b> $step</p>'
_REMARK = '<p class="hc-level" style="border-color: $edge">$text</p>'
COMPLETE = "Nothing is missing: others can check it."


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
                doubted=doubted(found.row),
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
    """What cannot be used, what is weak, and what hardware, hours and energy make likely; nothing where all is well."""
    told = [*found.problems, *found.remarks]
    if not told and found.likely is None:
        return

    def body() -> None:
        for text in told:
            show(_REMARK, text=text, edge=context.colours.classes["E"])
        if found.likely is not None:
            show('<p class="hc-remark">$text</p>', text=_likely(found))

    title = "What a careful reader would ask" if told else "It fits its hardware, hours and energy"
    text_card(title=title, subtitle="Checks that every report goes through", key="checks", body=body)


def show_block(context: Context, found: Assessment, endpoint: str) -> None:
    """The YAML to copy, and the way to the card on the Hub."""

    def body() -> None:
        if found.yaml is None:
            st.write("State the emissions, and the block stands here.")
            return
        st.code(found.yaml, language="yaml", wrap_lines=True)
        if found.row.id != NOBODY:
            address = f"{endpoint}/{found.row.id}/edit/main/README.md"
            st.link_button("Edit the card on the Hub", address, icon=":material/edit:")

    text_card(
        title="The block for your model card",
        subtitle="For the card's metadata, between its two lines of three dashes; emissions in grams.",
        key="block",
        body=body,
    )


def _likely(found: Assessment) -> str:
    likely = found.likely
    if likely is None:
        return ""
    return html(
        "$basis makes $low to $high likely, whatever the load and the data centre.",
        basis=likely.basis,
        low=format_grams(likely.low_g),
        high=format_grams(likely.high_g),
    )
