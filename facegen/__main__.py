"""`python -m facegen text "PROMPT" --seed 7 -o OUT/`: the engine from the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from facegen.errors import InputError, SetupError


def main(argv: list[str]) -> int:
    """0 when the files are written; 1 and one sentence on the error stream when they are not."""
    parser = argparse.ArgumentParser(prog="python -m facegen", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    text = commands.add_parser("text", help="a sentence becomes a riggable 3D head")
    text.add_argument("prompt", help='for example "an elderly Japanese woman with short grey hair"')
    text.add_argument("--seed", type=int, default=0, help="the same seed gives the same files")
    text.add_argument("--detail", default="2K", help="texture size: 1K, 2K or 4K")
    text.add_argument("--body", choices=("bust", "full"), default="bust")
    text.add_argument("-o", "--output", type=Path, required=True, help="folder for the files")
    arguments = parser.parse_args(argv)
    try:
        return _text(arguments)
    except (InputError, SetupError) as error:
        print(f"facegen: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("facegen: stopped", file=sys.stderr)
    return 1


def _text(arguments: argparse.Namespace) -> int:
    from facegen.engine import Engine

    steps = Engine().text_to_face(
        arguments.prompt,
        seed=arguments.seed,
        detail=arguments.detail,
        folder=arguments.output,
        body=arguments.body,
    )
    result = None
    while result is None:
        try:
            step = next(steps)
            print(f"{step.fraction:4.0%}  {step.stage}", flush=True)
        except StopIteration as stop:
            result = stop.value
    for notice in result.reading.notices:
        print(f"note: {notice}")
    for path in result.files.values():
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
