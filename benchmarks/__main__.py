"""`python -m benchmarks [NAME...] [--option...]`: run the named benchmarks, or every one.

Options go to the benchmark; exits with 1 when one of them says that it failed.
"""

import itertools
import runpy
import sys
from pathlib import Path

ASIDE = (
    "__init__", "__main__", "gallery", "examples", "screens", "visitor", "portrait_sheets",
    "hard_inputs", "truth", "head_error", "portraits",
)  # fmt: skip
"""Those that make pictures (`make gallery`), what others are made of, and what needs photos."""


def main(arguments: list[str]) -> int:
    """Run each benchmark module as a program of its own; 1 if one of them exits with failure."""
    known = [p.stem for p in sorted(Path(__file__).parent.glob("*.py")) if p.stem not in ASIDE]
    names = list(itertools.takewhile(lambda argument: not argument.startswith("-"), arguments))
    options = arguments[len(names) :]
    unknown = set(names) - set(known)
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}")
    failed = 0
    for name in names or known:
        print(f"== {name}", flush=True)
        sys.argv = [name, *options]
        try:
            runpy.run_module(f"benchmarks.{name}", run_name="__main__")
        except SystemExit as end:
            failed |= bool(end.code)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
