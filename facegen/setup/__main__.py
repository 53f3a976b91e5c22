"""`python -m facegen.setup`: npm packages, data, weights and the asset cache."""

import argparse
import sys

from facegen.errors import SetupError
from facegen.setup import prepare


def main() -> int:
    """0 when everything is in place; 1 and one sentence when it cannot be."""
    argparse.ArgumentParser(prog="python -m facegen.setup", description=__doc__).parse_args()
    try:
        prepare(lambda line: print(line, flush=True))
    except SetupError as error:
        print(f"facegen: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
