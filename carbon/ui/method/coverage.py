"""What the snapshot holds, what its flags leave out, and where the ingest stands. Never starts an ingest."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from carbon.answers import flags
from carbon.card.flags import EXCLUDING
from carbon.ingest.progress import Progress, is_alive, read_progress
from carbon.serving import current_store, ingest_is_on
from carbon.store.queries import summary
from carbon.store.selection import EVERYTHING
from carbon.ui import source, status
from carbon.ui.cards import Figure, figure_row, table_card, text_card
from carbon.ui.findings import Share, counted, interval_text, percent
from carbon.ui.markup import Safe, html, show
from carbon.ui.page import Context

_ROW = "<div><dt>$name</dt><dd>$value</dd></div>"
CENSUS = {
    "complete": "complete: every public model of the Hub is listed",
    "partial": "running: not every model is listed yet",
    "none": "not begun: only models that carry the emissions key are listed",
}
STATES = {
    "running": "running",
    "waiting": "waiting for its next turn",
    "finished": "finished",
    "failed": "failed",
    "stopped": "stopped",
}
METHOD = """\
**Reports** counts each report under every flag it carries. *Excluded* ones are left out of headline figures unless the
filter includes them; *doubtful* ones count. The rules stand under [Quality flags](#flags).
"""


def show_figures(context: Context) -> None:
    """Four figures: models, reports, what is left out, what could not be read."""
    meta = _numbers(context.snapshot.meta)
    share = Share(meta["reporting"], meta["models"])
    complete = context.census_is_complete
    figure_row(
        [
            Figure("Models listed", f"{meta['models']:,}", f"{meta['gone']:,} more are gone from the Hub"),
            Figure(
                "Models reporting",
                f"{meta['reporting']:,}",
                f"excluded ones too, {percent(share.value)} of all (95 % interval {interval_text(share)})"
                if complete
                else "census running",
            ),
            Figure("Reports excluded by flags", f"{meta['excluded']:,}", "never deleted; the filters can include them"),
            Figure(
                "Items not readable",
                f"{meta['rejected']:,}",
                f"and {counted(meta['fields_rejected'], 'single field')}; kept with the reason",
            ),
        ]
    )


def show_flags(context: Context) -> None:
    """Every flag with the number of reports that carry it now."""
    rows = flag_rows(
        source.ask(summary.excluded, context.snapshot, EVERYTHING).by_flag,
        source.ask(summary.doubtful, context.snapshot, EVERYTHING).by_flag,
    )
    table_card(
        title=_flags_title(rows),
        subtitle="Reports by quality flag in this snapshot; one with two flags counts under both",
        table=rows,
        source=context.source_line,
        method=METHOD,
        key="flags",
        wrapped=("Flag", "Means", "Effect", "Reports"),
    )


def flag_rows(excluded: Mapping[str, int], doubtful: Mapping[str, int]) -> pd.DataFrame:
    """One row a flag: its name, what it means, what it does, how many reports carry it."""
    counts = {**excluded, **doubtful}
    return pd.DataFrame(
        [
            {
                "Flag": name.replace("_", " "),
                "Means": words,
                "Effect": "excluded" if name in EXCLUDING else "doubtful, counts",
                "Reports": int(counts.get(name, 0)),
            }
            for name, words in {**flags.EXCLUDED, **flags.DOUBTFUL}.items()
        ]
    )


def show_ingest(context: Context) -> None:
    """Of when the data is, how far the census is, how the ingest stands."""
    data_dir = current_store().data_dir
    facts = ingest_facts(context.snapshot.meta, read_progress(data_dir), alive=is_alive(data_dir))
    rows = "".join(html(_ROW, name=name, value=value) for name, value in facts.items() if value)
    text_card(
        title="Where the data comes from",
        subtitle="The Hub's public API; nothing is measured here",
        key="ingest",
        body=lambda: show('<dl class="hc-facts-list">$rows</dl>', rows=Safe(rows)),
    )


def ingest_facts(meta: Mapping[str, str], progress: Progress | None, *, alive: bool) -> dict[str, str]:
    """What is known of the snapshot's making, in words."""
    return {
        "Hub": meta.get("endpoint", ""),
        "Snapshot": f"{meta.get('snapshot', '')}, built on {status.moment(meta.get('built_at', ''))}",
        "Census": CENSUS.get(meta.get("census", ""), ""),
        "Census read": status.moment(meta["census_at"]) if "census_at" in meta else "",
        "Reporting models read": status.moment(meta["reporters_at"]) if "reporters_at" in meta else "",
        "Files and dates read of": f"{counted(int(meta.get('details', 0)), 'model')} that report",
        "Label's reference": meta.get("reference", ""),
        "Ingest": _state(progress, alive=alive),
        "Last failure": progress.failure or "" if progress else "",
    }


def _state(progress: Progress | None, *, alive: bool) -> str:
    if progress is None:
        return "has not run here yet" if ingest_is_on() else "is off on this server"
    if progress.state == "running" and not alive:
        return "stopped unexpectedly"
    later = f"; the next one begins on {status.moment(progress.next_run_at)}" if alive and progress.next_run_at else ""
    return f"{STATES.get(progress.state, progress.state)}{later}"


def _numbers(meta: Mapping[str, str]) -> dict[str, int]:
    return {
        name: int(meta.get(name, 0))
        for name in ("models", "reporting", "excluded", "gone", "rejected", "fields_rejected")
    }


def _flags_title(rows: pd.DataFrame) -> str:
    counts = dict(zip(rows["Flag"], rows["Reports"], strict=True))
    most = max(counts, key=lambda flag: counts[flag])
    if not counts[most]:
        return "No report carries a flag"
    return f"The most frequent flag is “{most}”, on {counted(counts[most], 'report')}"
