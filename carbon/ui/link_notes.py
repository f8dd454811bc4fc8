"""What in a page's link cannot be used: told until the reader changes something or opens another page."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from carbon.answers.filters import KEYS
from carbon.ui.link_keys import MANY, NO_PAGE, OWN
from carbon.ui.markup import plain

_PAGE, _TOLD = "link-notes.page", "link-notes"
LONGEST_SHOWN = 60
#: So many unknown keys are named; of a longer link each run leaves out so many.
MOST_NAMED, MOST_DROPPED = 5, 20
#: Keys that begin so are those of the site that shows the app in a frame.
_HOSTS = "__"


def begin(page: str) -> None:
    """Take out of the link what means nothing on this page (its path) and remember it; called before the page runs."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE] = page
        forget()
    for key in (*KEYS, *OWN.get(page, ())):
        if key not in st.session_state:
            _drop_blanks(key)
    for key in OWN.get(page, ()):
        if key not in MANY and key not in st.session_state:
            _keep_last(key)
    lost = st.query_params.get_all(NO_PAGE)
    known = {*KEYS, *OWN.get(page, ()), NO_PAGE}
    unknown = [key for key in st.query_params if key not in known and not key.startswith(_HOSTS)]
    for path in lost:
        _remember(f"There is no page **/{short(path)}**.")
    if unknown:
        _remember(_meaningless(unknown))
    for key in [*([NO_PAGE] if lost else []), *unknown[:MOST_DROPPED]]:
        del st.query_params[key]


def note(
    choices: Mapping[str, Collection[str]], checks: Mapping[str, Callable[[str], bool]] = MappingProxyType({})
) -> None:
    """Remember what is wrong; called before the page's elements are drawn, which drop what they cannot use.

    Args:
        choices: what the controls of the page offer, by key; the link may write it in capitals or without.
        checks: for every other key of the page's link, whether a value can be used.
    """
    mended = [key for key, offered in choices.items() if _spell(key, offered)]
    if mended:
        st.rerun()
    for key, offered in choices.items():
        _note(key, frozenset(offered).__contains__)
    # What a control offers it drops itself; of another text it would keep a part.
    left_out = [key for key, usable in checks.items() if _note(key, usable) and key not in st.session_state]
    for key in left_out:
        del st.query_params[key]
    if left_out:
        st.rerun()


def _note(key: str, usable: Callable[[str], bool]) -> bool:
    unusable = [value for value in st.query_params.get_all(key) if value and not usable(value)]
    for value in unusable:
        note_unusable(key, value)
    return bool(unusable)


def note_unusable(key: str, value: str) -> bool:
    """Remember that the link's value cannot be used; whether that is new."""
    return _remember(f"The link's **{plain(key)}** = “{short(value)}” cannot be used. It was left out.")


def remember(problems: Iterable[str]) -> None:
    """Remember what a page found wrong with its link itself, in words (Markdown)."""
    for told in problems:
        _remember(told)


def show() -> None:
    """Say what was noted."""
    told = st.session_state.get(_TOLD)
    if told:
        st.warning("  \n".join(told), icon=":material/link_off:")


def forget() -> None:
    """The reader has changed something: the link is theirs now."""
    st.session_state.pop(_TOLD, None)


def is_amount(text: str) -> bool:
    """Whether `text` is a number of 0 or more."""
    try:
        number = float(text)
    except ValueError:
        return False
    return math.isfinite(number) and number >= 0


def _drop_blanks(key: str) -> None:
    """A value of which nothing can be seen is as none at all."""
    written = st.query_params.get_all(key)
    said = [value for value in written if any(sign.isprintable() and not sign.isspace() for sign in value)]
    if not said and written:
        del st.query_params[key]
    elif said != written:
        st.query_params[key] = said


def _spell(key: str, offered: Collection[str]) -> bool:
    """Write the link's value as its control does; whether it was written otherwise. Controls read it from the next
    run on.
    """
    asked = st.query_params.get(key, "")
    spelled = {value.casefold(): value for value in offered}.get(asked.casefold(), asked)
    if spelled == asked or key in st.session_state:
        return False
    st.query_params[key] = spelled
    return True


def _keep_last(key: str) -> None:
    """Of a key that is given several times and means one thing, the last counts."""
    values = st.query_params.get_all(key)
    if len(values) > 1:
        st.query_params[key] = values[-1]
        _remember(f"The link gives **{key}** {len(values)} times. The last, “{short(values[-1])}”, is used.")


def _remember(told: str) -> bool:
    before = st.session_state.get(_TOLD, [])
    is_new = told not in before
    if is_new:
        st.session_state[_TOLD] = [*before, told]
    return is_new


def _meaningless(keys: Sequence[str]) -> str:
    names = ", ".join(f"**{short(key)}**" for key in keys[:MOST_NAMED])
    more = f" and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""
    mean, was = ("means", "It was") if len(keys) == 1 else ("mean", "They were")
    return f"The link's {names}{more} {mean} nothing on this page. {was} left out."


def short(text: str) -> str:
    """`text` for Markdown, no longer than a line."""
    return plain(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")
