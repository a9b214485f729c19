"""`python -m fuzz [--seconds N] [TARGET…]`: each target for so long; what does harm goes into the corpus."""

from __future__ import annotations

import argparse

from rich.console import Console

from fuzz.campaign import keep, search
from fuzz.targets import TARGETS


def main() -> int:
    """Search, and print what was found; 1 where anything was."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"some of {', '.join(TARGETS)}")
    asked = parser.parse_args()
    unknown = set(asked.targets) - set(TARGETS)
    if unknown:
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    console = Console(width=130, highlight=False)
    harmed = 0
    for name in asked.targets or TARGETS:
        failure = search(name, asked.seconds)
        if failure is None:
            console.print(f"{name}: nothing in {asked.seconds:g} s")
            continue
        harmed += 1
        path = "no input" if failure.data is None else keep(name, failure.data)
        console.print(f"{name}: {failure.reason}: {path}\n{failure.report}", markup=False)
    return min(harmed, 1)


if __name__ == "__main__":
    raise SystemExit(main())
