"""`python -m benchmarks [NAME...]`: run the named benchmarks, or every one."""

import runpy
import sys
from pathlib import Path

ASIDE = ("__init__", "__main__", "gallery")
"""The gallery makes pictures, not figures; `make gallery` runs it."""


def main(names: list[str]) -> None:
    """Run each benchmark module as a program of its own."""
    known = [p.stem for p in sorted(Path(__file__).parent.glob("*.py")) if p.stem not in ASIDE]
    unknown = set(names) - set(known)
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}")
    for name in names or known:
        print(f"== {name}", flush=True)
        sys.argv = [name]
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
