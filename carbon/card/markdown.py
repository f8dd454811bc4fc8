"""Markdown and HTML made plain: no decoration, comments or code, tables as rows of bars. Keeps `<sub>` and LaTeX."""

from __future__ import annotations

import html
import re

#: At most this many comments and fenced blocks are looked for.
MOST_BLOCKS = 2000
#: Code of these languages says nothing about the model itself.
_CODE = re.compile(r"python|py|bash|sh|shell|console|json|javascript|js|bibtex|bib|latex|ya?ml|toml|cpp|c|java")

_LINK = re.compile(
    r"!?\[([^\[\]]{0,300})\]\s?\(([^()\s]{0,500}(?:\([^()\s]{0,100}\))?[^()\s]{0,100})(?:\s\"[^\"]{0,200}\")?\)"
)
_TAG = re.compile(r"</?(?!su[bp]\b)[a-z][a-z0-9]{0,12}(?:\s[^<>]{0,300})?/?>", re.I)
_ROW = re.compile(r"</?tr\b[^<>]{0,300}>", re.I)
_CELL = re.compile(r"<t[dh]\b[^<>]{0,300}>", re.I)
_QUOTED = re.compile(r"\n[ \t]{0,4}(?:>[ \t]?){1,8}")
_TABLE = re.compile(r"</?(?:table|tbody|thead)\b[^<>]{0,300}>", re.I)
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
#: A figure right behind a word of a script without blanks: `約4.2 kg`.
_UNPARTED = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])(?=\d)")
_ESCAPED = re.compile(r"\\(?=[-_*|~`<>#\[\].!+$])")
_LATEX_BLANK = re.compile(r"\\[,;: !]|\\(?:quad|thinspace)\b")
_LATEX_TEXT = re.compile(r"\\(?:text(?:rm|bf|it)?|math(?:bf|it|sf))\s?\{([^{}]{0,60})\}", re.I)
#: `$5.6$ $\\mathrm{kgCO_2eq}$`
_LATEX_UNIT = re.compile(r"(?<=[\d}$])(\s?)\$?\s?\\mathrm\s?\{((?:k?g|t)\s?CO_?\{?2\}?[^{}$]{0,10})\}\$?", re.I)
#: A number by itself between dollar signs.
_LATEX_NUMBER = re.compile(
    r"\$\s?([~≈<]?\s?\d[\d.,]{0,20}(?:\s{0,3}[×x·]\s{0,3}10\s?\^\s?\{?[-−]?\d{1,4}\}?)?)\s?\$", re.I
)
_POWER = re.compile(r"(?<=[×x·*]10)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|(?<=[×x·*] 10)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}", re.I)
_RAISED_TAG = re.compile(r"(?:(?<=[×x·*]10)|(?<=[×x·*][ \u00a0\u202f]10))<sup>\s?([-+−]?\d{1,4})\s?</sup>", re.I)
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_LATEX_SIGN = re.compile(r"\\(approx|sim|times|cdot|pm|leq?)\b", re.I)
_SIGNS = {"approx": "≈", "sim": "~", "times": "×", "cdot": "·", "pm": "±", "le": "≤", "leq": "≤"}
_STARS = re.compile(r"\*{2,}|(?<![\s\d)])\*|\*(?![\s\d(])")
_STRUCK = re.compile(r"~~(?=\S)[^~]{1,200}~~")
_UNDERSCORES = re.compile(
    r"(?<![A-Za-z0-9$\\{^])_{1,3}(?=[^\W_]|[~≈<\[(])|(?<=[^\W_])_{1,3}(?![A-Za-z0-9$\\{}₂])|(?<=[).\]%:])_{1,3}(?!\w)"
)


def clean(line: str, *, keep_cells: bool = False) -> str:
    """`line` without emphasis, links, tags and odd blanks; `keep_cells`: bars around the cells of a row stay."""
    if "&" in line:
        line = html.unescape(line)
    if "~~" in line:
        line = _STRUCK.sub("", line)
    if not line.isascii():
        line = line.translate(_INVISIBLE)
        line = _UNPARTED.sub(" ", line)
        line = _POWER.sub(lambda power: f"^{power[0].translate(_RAISED)}", line)
    if "](" in line or "] (" in line:
        line = _LINK.sub(r"\1", line)
    if "<" in line:
        line = _TAG.sub(" ", _RAISED_TAG.sub(r"^\1", line))
    if "\\" in line:
        line = _ESCAPED.sub("", line)
        line = _LATEX_TEXT.sub(r"\1", _LATEX_BLANK.sub(" ", line))
        line = _LATEX_SIGN.sub(lambda sign: _SIGNS[sign[1].lower()], line)
        line = _LATEX_UNIT.sub(r"\1\2", line)
    if "$" in line:
        line = _LATEX_NUMBER.sub(r"\1", line)
    line = _undecorated(line)
    line = _SPACES.sub(" ", line).strip()
    return line if keep_cells else line.strip("| ")


def _undecorated(line: str) -> str:
    if "`" in line:
        line = line.replace("`", "")
    if "~~" in line:
        line = line.replace("~~", "")
    if "*" in line:
        line = _STARS.sub("", line)
    return _UNDERSCORES.sub("", line) if "_" in line else line


def code_and_comments_dropped(text: str) -> str:
    """`text` without HTML comments and fenced code; what is opened and never closed stays."""
    return _fences_dropped(_comments_dropped(text))


def _comments_dropped(text: str) -> str:
    kept, place = [], 0
    for _ in range(MOST_BLOCKS):
        start = text.find("<!--", place)
        end = text.find("-->", start + 4) if start >= 0 else -1
        if end < 0:
            break
        kept.append(text[place:start])
        place = end + 3
    return "".join([*kept, text[place:]]) if kept else text


def _fences_dropped(text: str) -> str:
    kept, place = [], 0
    for _ in range(MOST_BLOCKS):
        start = text.find("```", place)
        end = text.find("```", start + 3) if start >= 0 else -1
        if end < 0:
            break
        language = text[start + 3 : start + 23].split("\n", 1)[0].strip().lower().split(" ")[0].strip("{}")
        kept.append(text[place:start] if _CODE.fullmatch(language) else text[place:start] + text[start + 3 : end])
        place = end + 3
    return "".join([*kept, text[place:]]) if kept else text


def rows_from_html(text: str) -> str:
    """`text` with every HTML table turned into rows of bars, one a line."""
    low = text.lower()
    first = min((place for place in (low.find("<tr"), low.find("<td"), low.find("<th")) if place >= 0), default=-1)
    if first < 0:
        return text
    last = max(low.rfind("</tr>"), low.rfind("</td>"), low.rfind("</th>"), first)
    # In a quotation every line of the table begins with its mark.
    inner = _QUOTED.sub("\n", text[first : last + 5])
    table = _TABLE.sub("\n", inner).replace("\n", " ")
    rows = _CELL.sub("|", _ROW.sub("\n", table))
    return f"{text[:first]}\n{rows}\n{text[last + 5 :]}"
