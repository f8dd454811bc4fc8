"""Words about label v0, the 2023 study's: how it is made and where it slips. Draws nothing."""

from __future__ import annotations

import pandas as pd

from carbon.ui.findings import Share

SLIP = """\
**The study's slip.** Label v0 takes the class boundaries of the emissions from the square root of its index, but
compares them with the index itself. So nearly every model gets the best rating for emissions (94 % in the study),
and the letter follows downloads and size instead. It is repeated here on purpose, to show the study's label as it
was published; nothing else in this app uses it."""
METHOD = f"""\
**Label v0, the 2023 study's** ([arXiv 2305.11164](https://arxiv.org/abs/2305.11164)), for comparison only. Five parts
are each rated from 0 (best) to 4 by percentiles of all rated reports: grams (weight 35), downloads (25), performance
(20: the harmonic mean of accuracy, F1 and ROUGE), bytes of weights per gram (10) and bytes of data per gram (10).
The index of each part is relative to `distilgpt2`. Missing parts drop out; the weighted mean, rounded, is the letter.

{SLIP}
"""


def slip_share(counted_pairs: pd.DataFrame) -> Share:
    """The share of the reports that v0 rates whose emissions have its best rating."""
    rated = counted_pairs[counted_pairs["label_v0"].notna()]
    return Share(int(rated["best_co2"].sum()), int(rated["reporting"].sum()))
