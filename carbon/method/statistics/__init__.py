"""The statistics of method.md §7: what is asked, how it is tested, in which populations, in which words.

Pure functions over arrays. The libraries that test (SciPy, statsmodels, scikit-posthocs) are loaded where they are
used, so that pages, which only read results, never load them. Degenerate input gives a reason, never a NaN.
"""

#: Goes up whenever a stored result could come out differently from the same reports.
VERSION = 2
#: Of every bootstrap; stored with the results.
SEED = 2305
