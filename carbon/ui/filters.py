"""The shared filters in the sidebar, bound to the URL, as one Selection; never touches the data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from carbon.answers.filters import CHOICES, FIRST, GRAMS, KEYS, MONTH, MONTHS, MORE, SWITCHES, Choice, is_on, spelt
from carbon.serving import current_snapshot
from carbon.store.queries.options import Options, options
from carbon.store.reader import Snapshot
from carbon.store.selection import Selection
from carbon.ui import link_notes, source
from carbon.ui.chosen import in_words
from carbon.ui.links import problems_in, unknown_entry
from carbon.ui.markup import show as show_html

PROBLEMS = "filters.problems"
#: What the reader entered and is not known: it stands in the address for a moment, which no link is to blame for.
_ENTERED = "filters.entered"
#: So many values of a filter are listed, the most frequent; any other can be typed.
MOST_OFFERED = 300


def show(snapshot: Snapshot) -> None:
    """Draw the filters in the sidebar; called by the main script, so that they outlive a change of page."""
    found = source.ask(_options, snapshot, Selection())
    _note_problems(found)
    _mend_link(found)
    with st.sidebar, st.container(key="filters", gap="xsmall"):
        st.caption("Filters")
        _months(found)
        for choice in FIRST:
            _multiselect(choice, found)
        with st.expander("More filters", expanded=False, key="more-filters"):
            for choice in MORE:
                _multiselect(choice, found)
            _grams()
        _switches(found)
        st.button("Reset filters", on_click=_reset, type="tertiary", disabled=not _any_set(), key="reset")


def current(snapshot: Snapshot) -> Selection:
    """The selection as the filters stand in this run; what the snapshot does not offer filters nothing."""
    state = st.session_state
    found = source.ask(_options, snapshot, Selection())
    chosen = {choice.field: tuple(_known(state.get(choice.key), getattr(found, choice.field))) for choice in CHOICES}
    month_from, month_to = (_month(state.get(key)) for key in MONTHS)
    return Selection(
        month_from=month_from,
        month_to=month_to,
        g_min=state.get("gmin"),
        g_max=state.get("gmax"),
        with_flagged=bool(state.get("flagged")),
        one_per_project=bool(state.get("project")),
        **chosen,
    )


def choose(key: str, value: str) -> None:
    """Set one of the filters to one value, from a callback; what the snapshot does not offer changes nothing."""
    snapshot = current_snapshot()
    choice = next(one for one in CHOICES if one.key == key)
    if snapshot is not None and value in getattr(source.ask(_options, snapshot, Selection()), choice.field):
        st.session_state[key] = [value]
        _forget_problems()


def hide() -> None:
    """Leave the filters out of sight on a page that obeys none; they and the address keep what is set."""
    st.html("<style>.st-key-filters { display: none }</style>")


def show_active(selection: Selection) -> None:
    """Name the filters that are set, with a way to reset them: on a phone nothing else tells of them."""
    words = in_words(selection)
    if not words:
        return
    with st.container(horizontal=True, key="active-filters", vertical_alignment="center", gap="small"):
        show_html('<p class="hc-small">Filtered: $words</p>', words=words)
        st.button("Reset", on_click=_reset, type="tertiary", key="reset-active")


def show_problems() -> None:
    """Say which parts of the URL could not be used, until a filter is changed."""
    problems = st.session_state.get(PROBLEMS, ())
    if problems:
        st.warning("  \n".join(problems), icon=":material/filter_alt_off:")


def _options(snapshot: Snapshot, _: Selection) -> Options:
    return options(snapshot)


def _note_problems(found: Options) -> None:
    entered = st.session_state.get(_ENTERED, set())
    query = {key: [value for value in st.query_params.get_all(key) if (key, value) not in entered] for key in KEYS}
    told = problems_in(query, found)
    if told:
        st.session_state[PROBLEMS] = list(dict.fromkeys([*st.session_state.get(PROBLEMS, ()), *told]))


def _mend_link(found: Options) -> None:
    """Spell a link's values as the snapshot does, before a control reads them; what is not known is left out."""
    mended = False
    for choice in CHOICES:
        asked = st.query_params.get_all(choice.key)
        known = _known(asked, getattr(found, choice.field))
        if choice.key not in st.session_state and known != asked:
            mended = True
            if known:
                st.query_params[choice.key] = known
            else:
                del st.query_params[choice.key]
    for key in (*MONTHS, *GRAMS, *SWITCHES):
        asked = st.query_params.get_all(key)
        known = [_as_written(key, value) for value in asked[-1:]]
        if key not in st.session_state and known != asked:
            mended = True
            st.query_params[key] = known
    if mended:
        st.rerun()


def _as_written(key: str, value: str) -> str:
    """A value as its control writes it: a switch also understands other words."""
    switched = is_on(value) if key in SWITCHES and value else None
    return value if switched is None else str(switched).lower()


def _forget_problems() -> None:
    st.session_state.pop(PROBLEMS, None)
    link_notes.forget()


def _months(found: Options) -> None:
    names = [month.strftime(MONTH) for month in found.months]
    _month_box("from", "Created from", names, "First month")
    _month_box("to", "Created to", names[::-1], "Latest month")


def _month_box(key: str, label: str, names: list[str], empty: str) -> None:
    st.selectbox(
        label,
        names,
        index=None,
        placeholder=empty,
        key=key,
        bind="query-params",
        on_change=_forget_problems,
    )


def _multiselect(choice: Choice, found: Options) -> None:
    every: tuple[str, ...] = getattr(found, choice.field)
    has_more = len(every) > MOST_OFFERED
    held = st.session_state.get(choice.key)
    known = _known(held, every)
    if has_more and held and known != held:
        st.session_state[choice.key] = known
    asked = st.query_params.get_all(choice.key)
    st.multiselect(
        choice.label,
        list(dict.fromkeys([*every[:MOST_OFFERED], *known, *_known(asked, every)])),
        placeholder="All, or type a name" if has_more else "All",
        key=choice.key,
        bind="query-params",
        select_all=False,
        accept_new_options=has_more,
        on_change=_changed,
        args=(choice, found),
    )


def _changed(choice: Choice, found: Options) -> None:
    """What was entered is spelt as the snapshot does; what is not known is told, and not added."""
    _forget_problems()
    state = st.session_state
    every, chosen = getattr(found, choice.field), state[choice.key]
    unknown = [value for value in chosen if spelt(value, every) is None]
    state[choice.key] = _known(chosen, every)
    if unknown:
        state[_ENTERED] = state.get(_ENTERED, set()) | {(choice.key, value) for value in unknown}
        state[PROBLEMS] = [unknown_entry(choice, value, found) for value in unknown]


def _grams() -> None:
    for column, key, label in zip(st.columns(2), GRAMS, ("Grams from", "to"), strict=True):
        column.number_input(
            label,
            min_value=0.0,
            value=None,
            format="%g",
            placeholder="any",
            key=key,
            bind="query-params",
            on_change=_forget_problems,
        )


def _switches(found: Options) -> None:
    is_idle = not found.excluding and not st.session_state.get("flagged")
    excluded = "Include excluded reports" + (": none in this snapshot" if is_idle else "")
    for key, label, disabled in zip(SWITCHES, (excluded, "One model per project"), (is_idle, False), strict=True):
        st.toggle(label, key=key, bind="query-params", on_change=_forget_problems, disabled=disabled)


def _any_set() -> bool:
    return any(st.session_state.get(key) not in (None, False, [], ()) for key in KEYS)


def _reset() -> None:
    for key in (*MONTHS, *GRAMS):
        st.session_state[key] = None
    for choice in CHOICES:
        st.session_state[choice.key] = []
    for key in SWITCHES:
        st.session_state[key] = False
    _forget_problems()


def _known(chosen: Sequence[str] | None, offered: Sequence[str]) -> list[str]:
    """The values that are offered, each once, as the snapshot spells them."""
    known = (spelt(value, offered) for value in chosen or ())
    return list(dict.fromkeys(value for value in known if value is not None))


def _month(name: str | None) -> date | None:
    return date.fromisoformat(f"{name}-01") if name else None
