"""Lets the command line run as `python -m carbon`."""

from carbon.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
