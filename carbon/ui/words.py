"""Definitions in words that stand under the charts (Markdown of this app's own); computes nothing."""

SHARE_METHOD = """
**Share reporting.** Of the models created in a month, the share whose card states emissions as a number above
zero. Band: 95 % Wilson interval. Only models that the Hub itself dates count, so the line starts in March 2022.

Excluded reports (copied from a base model, course work, impossible values, kg written as g) are left out unless the
filter includes them; doubtful ones count. Filters on training, tool and grams apply to the reports, not to all models
they are compared with; *one model per project* applies to neither, since only of reports it is known which are copies.

Dotted line: the share that the 2023 study found over all its models
([arXiv 2305.11164](https://arxiv.org/abs/2305.11164)).
"""
TOOL_METHOD = """
**Tool.** The source that a card names for its figure, where it is a known tool; AutoTrain also where a model's tag,
name or data set says that it was trained with it. Models stand in the month of their creation; where the Hub's date is
its own first day (2 March 2022), in the month of their first commit.
"""
LEVEL_METHOD = """
**Reporting level.** How well a card reports, not how much it emitted:

- R0 no figure and no context, R1 context only
- R2 emissions without hardware
- R3 emissions and hardware
- R4 also method, place and training type
- R5 also hours or energy and a link, and the figure fits them within a factor of 3

The 2023 study has four classes, which follow from these: Unknown (R0), Context reporting (R1), Basic reporting (R2),
Awareness (R3 and above). Two more that it names, Optimization and Certified, cannot be reached in its own code.

Among models that carry the emissions key. Months with fewer than 10 are left empty.
"""
FIELDS_METHOD = """
**Fields.** The share of reports that state each field in a form that can be recognised: a named method, a known
chip, a place that can be found, a training type, hours or energy, a link to measurements or a paper. Months with
fewer than 10 reports are left empty.
"""
GRAMS_METHOD = """
**Grams by month.** Median (line) and quartiles (band) of the emissions reported for models created in a month, on a
log scale. Means are not shown: single giants would decide them. Months with fewer than 10 reports are left empty.
"""
UNREPORTED_METHOD = """
**Most downloaded, nothing reported.** Models without a readable figure, by downloads over the last 30 days. Filters
on training, tool and grams do not apply to them.
"""

#: Column of the queries and its name for readers, in the order of the levels they lift a report to.
FIELDS = {
    "method": "method",
    "training_type": "training type",
    "hardware": "hardware",
    "place": "place",
    "duration": "hours or energy",
    "link": "link",
}
