"""The command line's commands, one a module: each has `add`, which tells argparse of it, and `run`."""
