"""Classes and trade-offs of the rated reports of one selection, and the table of all of them."""

from __future__ import annotations

import pandas as pd

from carbon.store.reader import Snapshot
from carbon.store.selection import Selection

#: Above this many reports those within five percent of each other share a dot.
MAX_DOTS = 10_000
APART, MERGED = 1_000_000, 50


def classes_by_domain(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`domain`, `label_class` (missing where not rated) and the number of `reporting` models."""
    return snapshot.frame("classes_by_domain", {**selection.reports_params(), "v0": False})


def classes_by_domain_v0(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """As `classes_by_domain`, by the label of the 2023 study."""
    return snapshot.frame("classes_by_domain", {**selection.reports_params(), "v0": True})


def label_transitions(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`label_v0`, `label_class` (missing where not rated), reports (`reporting`) and those of them (`best_co2`) whose
    emissions v0 rates best.
    """
    return snapshot.frame("label_transitions", selection.reports_params())


def rated_categories(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`category` and the number of `reporting` models rated in it, the largest first."""
    return snapshot.frame("rated_categories", selection.reports_params())


def tradeoff(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """The dots of the trade-off scatter; two categories never share a dot.

    Returns:
        `emissions_g`, `size_bytes`, `downloads` (the last two may be missing), `label_class`, `category`, `kind`
        (reported, inherited or flagged), `reporting` (how many reports the dot stands for) and `id` of one of them.
    """
    rated = int(rated_categories(snapshot, selection)["reporting"].sum())
    cells = APART if rated <= MAX_DOTS else MERGED
    return snapshot.frame("tradeoff", {**selection.reports_params(), "cells": cells})


def reporting_models(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Every reporting model: id, class, the study's label, grams, category, confidence, level, flags, facts.

    Those without a flag come first, then the most downloaded.
    """
    return snapshot.frame("reporting_models", selection.reports_params())
