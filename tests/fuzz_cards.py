"""Generated cards by the hundred thousand: none may raise, take long, or report what no grammar put there.

Run `python -m tests.fuzz_cards --cards 200000`; the same seed gives the same cards. Exit code 1 when a card failed.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field

from carbon.card.places import country_of
from carbon.card.reading import read_card, split_card
from carbon.card.report import Report
from carbon.method.classify import ReporterRow, classify
from tests.fuzz_grammar import Generated, generate

#: A card that takes longer (ms) is a time-out.
TIMEOUT_MS = 50.0


@dataclass
class Tally:
    """What the run found."""

    kinds: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slow: list[tuple[float, int]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    checked: int = 0
    times_ms: list[float] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> int:
    """Run; print what was found; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cards", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--minutes", type=float, default=30.0, help="stop after this time, and say so")
    options = parser.parse_args(arguments)
    # The tables of the ISO codes are read once in a process, not once a card.
    country_of("Nowhere in particular")
    tally, done, started = Tally(), 0, time.monotonic()
    for number in range(options.cards):
        if time.monotonic() - started > options.minutes * 60:
            break
        try_card(generate(random.Random(f"{options.seed}/{number}")), number, tally)
        done += 1
    return show(tally, done, options.cards, options.seed, time.monotonic() - started)


def try_card(card: Generated, number: int, tally: Tally) -> None:
    """Read one card and note what went wrong."""
    tally.kinds[card.kind] += 1
    try:
        report, took = timed(card)
        if took > TIMEOUT_MS:
            # Once may be the machine's other work; twice is the card's own doing.
            took = min(took, timed(card)[1])
        if number % 20 == 0:
            classify(ReporterRow(id=card.model_id, body=card.text))
    except Exception:  # noqa: BLE001 - whatever it is, it is what this program looks for
        tally.failures.append(f"card {number} ({card.kind}):\n{traceback.format_exc(limit=-3)}")
        return
    tally.times_ms.append(took)
    if took > TIMEOUT_MS:
        tally.slow.append((took, number))
    problem = check(report, card)
    tally.checked += card.expected is not None
    if problem:
        tally.wrong.append(f"card {number} ({card.kind}): {problem}\n{card.text[:300]!r}")


def timed(card: Generated) -> tuple[Report, float]:
    """The report and the processor time it took, in milliseconds."""
    begin = time.thread_time()
    report = read_card(*split_card(card.text), card.model_id)
    return report, (time.thread_time() - begin) * 1000


def check(report: Report, card: Generated) -> str | None:
    """What is wrong with a report, if anything."""
    figures = (report.emissions_g, report.hours, report.energy_kwh, report.upper_bound_g, *(report.range_g or ()))
    if any(figure is not None and (not math.isfinite(figure) or figure < 0) for figure in figures):
        return f"a figure is negative or not finite: {figures}"
    if card.expected is None:
        return None
    grams = report.emissions_g or 0.0
    if card.expected == 0.0:
        return f"{grams} g read where nothing is stated" if grams else None
    return None if abs(grams - card.expected) <= 0.005 * card.expected else f"{grams} g, {card.expected} g stated"


def show(tally: Tally, done: int, wanted: int, seed: int, seconds: float) -> int:
    """Print the result; the exit code."""
    times = sorted(tally.times_ms)
    print(f"{done:,} of {wanted:,} cards, seed {seed}, {seconds:.0f} s")
    print("kinds: " + ", ".join(f"{kind} {count:,}" for kind, count in sorted(tally.kinds.items())))
    if times:
        print(
            f"ms a card: median {statistics.median(times):.3f}, p99 {times[int(len(times) * 0.99)]:.3f}, "
            f"most {times[-1]:.1f}"
        )
    print(
        f"exceptions {len(tally.failures)}, over {TIMEOUT_MS:g} ms {len(tally.slow)}, wrong "
        f"{len(tally.wrong)} of {tally.checked:,} checked"
    )
    for text in (
        *tally.failures[:5],
        *(f"card {number}: {took:.0f} ms" for took, number in tally.slow[:5]),
        *tally.wrong[:10],
    ):
        print(text)
    return 1 if tally.failures or tally.slow or tally.wrong or done < wanted else 0


if __name__ == "__main__":
    sys.exit(main())
