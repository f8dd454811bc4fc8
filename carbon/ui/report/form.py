"""The fields of a report, bound to the link, and a CodeCarbon log that fills them. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from carbon.card.codecarbon import MOST_CHARACTERS, NotReadable, Runs, read_emissions_csv
from carbon.live import usable_id
from carbon.method.domains import TASKS, task_name
from carbon.method.draft import NOBODY, Draft, field_remark
from carbon.method.regime import FINE_TUNING, PRE_TRAINING
from carbon.ui import link_notes
from carbon.ui.findings import counted
from carbon.ui.markup import plain, show
from carbon.units import format_grams

UNITS = ("g", "kg", "t", "mg", "lbs")
TRAINING = (FINE_TUNING, PRE_TRAINING)
LONGEST = 200
TEXTS = ("value", "source", "link", "place", "hardware", "hours", "energy", "model")
#: The fields that choose, with their values; texts may hold any.
CHOICES: Mapping[str, Sequence[str]] = {"unit": UNITS, "training": TRAINING, "for": tuple(TASKS)}
#: The same as a link writes them: in words.
IN_LINK = {**CHOICES, "for": [task_name(task) for task in TASKS]}
NO_ID = "This is no model's id: write owner/name. It is left out."
_EMPTY = Draft()


def note_problems() -> None:
    """Remember what in the link cannot be used; before the fields are drawn, which drop it."""
    link_notes.note(IN_LINK, {**dict.fromkeys(TEXTS, _fits), "megabytes": link_notes.is_amount})


def show_form() -> Draft:
    """Draw the fields; return what they hold."""
    _amount()
    _row(
        lambda: _text("source", "How it was measured", "CodeCarbon"),
        lambda: _text("link", "Link to the log or a paper", "https://…"),
    )
    _row(
        lambda: _text("hardware", "Hardware, by its model", "4 x NVIDIA A100 80GB"),
        lambda: _text("place", "Place", "Paris, France, or europe-west9"),
    )
    _row(lambda: _text("hours", "Hours of training", "12.5"), lambda: _text("energy", "Energy, kWh", "42"))
    _row(lambda: _choice("training", "Training", str), lambda: _choice("for", "Task, for the class only", task_name))
    # Open where it holds something, so that what is wrong in it is seen.
    with st.expander("More for the class", expanded=_holds("model", "megabytes"), key="report-more"):
        _text("model", "Your model's id", "owner/name")
        st.number_input(
            "Size of the weights, MB",
            min_value=0.0,
            value=None,
            format="%g",
            key="megabytes",
            bind="query-params",
            on_change=link_notes.forget,
        )
    return _draft()


def show_log() -> None:
    """A CodeCarbon log to paste or to upload; its figures go into the fields when the reader says so."""
    with st.expander("From CodeCarbon's emissions.csv", icon=":material/upload_file:", key="report-csv"):
        pasted = st.text_area(
            "Paste the file, its first line included", max_chars=MOST_CHARACTERS, height=100, key="report-pasted"
        )
        uploaded = st.file_uploader("Or upload it", type="csv", max_upload_size=1, key="report-uploaded")
        text = pasted or _decoded(uploaded)
        if not text:
            return
        try:
            runs = read_emissions_csv(text)
        except NotReadable as error:
            st.error(plain(error), icon=":material/error:")
            return
        st.write(plain(told(runs)))
        st.button("Put these into the form", on_click=_take, args=(runs,), key="report-take", type="primary")


def told(runs: Runs) -> str:
    """What a log holds, in words."""
    parts = [
        f"{counted(runs.count, 'run')} in {counted(runs.rows, 'row')}: {format_grams(runs.emissions_g)} CO₂e",
        f"{runs.hours:.3g} hours",
        f"{runs.energy_kwh:.3g} kWh" if runs.energy_kwh is not None else "",
        runs.hardware or "",
        runs.place or "",
    ]
    differing = f" The runs differ in {' and '.join(runs.differing)}, which is left open." if runs.differing else ""
    return f"{', '.join(part for part in parts if part)}.{differing}"


def _draft() -> Draft:
    held = {key: str(st.session_state.get(key) or "") for key in (*TEXTS, "unit", "training")}
    return Draft(
        value=held["value"],
        unit=held["unit"] or UNITS[0],
        source=held["source"],
        link=held["link"],
        training_type=held["training"],
        place=held["place"],
        hardware=held["hardware"],
        hours=held["hours"],
        energy=held["energy"],
        task=st.session_state.get("for"),
        size_mb=st.session_state.get("megabytes"),
        model_id=usable_id(held["model"]) or NOBODY,
    )


def _amount() -> None:
    value, unit = st.columns([3, 1])
    with unit:
        chosen = st.selectbox(
            "Unit", UNITS, key="unit", bind="query-params", on_change=link_notes.forget, help="The card holds grams."
        )
    with value:
        _text("value", "Emissions of the training, CO₂e", "12.3", Draft(unit=chosen))


def _holds(*keys: str) -> bool:
    """Whether a field bound to the link holds something; on the first run only the link knows."""
    return any(st.query_params.get(key) for key in keys)


def _row(*fields: Callable[[], None]) -> None:
    """Fields beside each other: one row each, so that a remark beneath one keeps the others in line."""
    for column, field in zip(st.columns(len(fields)), fields, strict=True):
        with column:
            field()


def _text(key: str, label: str, example: str, beside: Draft = _EMPTY) -> None:
    """A field, and beneath it what is wrong with its text; `beside` holds what its meaning hangs on."""
    typed = st.text_input(
        label,
        key=key,
        placeholder=example,
        max_chars=LONGEST,
        bind="query-params",
        on_change=link_notes.forget,
        autocomplete="off",
    )
    if key == "model":
        told = "" if not typed.strip() or usable_id(typed) else NO_ID
    else:
        text: dict[str, Any] = {key: typed}
        told = field_remark(key, replace(beside, **text))
    if told:
        show('<p class="hc-field-remark" role="status">$told</p>', told=told)


def _choice(key: str, label: str, write: Callable[[str], str]) -> None:
    st.selectbox(
        label,
        CHOICES[key],
        index=None,
        placeholder="Not stated",
        format_func=write,
        key=key,
        bind="query-params",
        on_change=link_notes.forget,
    )


def _fits(text: str) -> bool:
    return len(text) <= LONGEST


def _decoded(uploaded: UploadedFile | None) -> str:
    return "" if uploaded is None else uploaded.getvalue().decode("utf-8", errors="replace")


def _take(runs: Runs) -> None:
    state = st.session_state
    state["value"], state["unit"] = f"{runs.emissions_g:.6g}", "g"
    state["source"] = "CodeCarbon"
    state["hours"] = f"{runs.hours:.6g}"
    state["energy"] = "" if runs.energy_kwh is None else f"{runs.energy_kwh:.6g}"
    state["hardware"] = (runs.hardware or "")[:LONGEST]
    state["place"] = (runs.place or "")[:LONGEST]
