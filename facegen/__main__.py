"""The engine from the command line.

`python -m facegen text "PROMPT" --seed 7 -o OUT/` makes a head from words; `python -m facegen views
PHOTO -o OUT/` makes one from a photo, with 16 views and a surface. `read` tells what a prompt says,
`faces` whom a photo shows, `options` what `--set` and `--files` take.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

from facegen.errors import InputError, SetupError

_FAILED, _INTERRUPTED = 1, 130
"""Exit codes; 2 is argparse's, for arguments that it cannot read."""


def main(argv: list[str]) -> int:
    """0 when all is done; 1 and one sentence on the error stream when not; 130 for Ctrl-C."""
    arguments = _parser().parse_args(argv)
    try:
        arguments.run(arguments)
        return 0
    except (InputError, SetupError) as error:
        print(f"facegen: {error}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        print("facegen: stopped", file=sys.stderr)
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m facegen",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    text = commands.add_parser("text", help="a sentence becomes a riggable 3D head")
    text.add_argument("prompt", help='for example "an elderly Japanese woman with short grey hair"')
    _add_making(text, detail="2K")
    text.set_defaults(run=_text)
    views = commands.add_parser("views", help="a photo becomes a riggable 3D head and 16 views")
    views.add_argument("photo", type=Path, help="a portrait that you have the right to use")
    views.add_argument("--face", type=int, default=0, help='which face, as "faces" counts them')
    views.add_argument("--view-size", type=int, default=512, help="pixels: 256 or 512")
    _add_making(views, detail="1K")
    views.set_defaults(run=_views)
    faces = commands.add_parser("faces", help="the faces in a photo, as JSON")
    faces.add_argument("photo", type=Path)
    faces.set_defaults(run=_faces)
    read = commands.add_parser("read", help="what a prompt says about a person, as JSON")
    read.add_argument("prompt")
    read.set_defaults(run=_read)
    options = commands.add_parser("options", help="controls for --set and kinds for --files")
    options.set_defaults(run=_options)
    return parser


def _add_making(parser: argparse.ArgumentParser, detail: str) -> None:
    """The options of a command that makes a person."""
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same files")
    parser.add_argument("--detail", default=detail, help="texture size: 1K, 2K or 4K")
    parser.add_argument("--body", choices=("bust", "full"), default="bust")
    parser.add_argument(
        "--files", default="glb", metavar="KIND,...", help='see "options"; or "all"'
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", dest="changes",
        help='set a control by hand: --set age=40 --set hair.style=bob01; see "options"',
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="tell the progress as JSON lines")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the files")


def _text(arguments: argparse.Namespace) -> None:
    def told(result: Any) -> dict[str, Any]:
        reading = result.draft.reading
        return {"notices": reading.notices, "unknown": reading.unknown}

    _make("text_to_face", arguments.prompt, {}, arguments, told)


def _views(arguments: argparse.Namespace) -> None:
    def told(result: Any) -> dict[str, Any]:
        return {"notices": result.attributes["warnings"], "metrics": result.report["metrics"]}

    options = {"face": arguments.face, "view_size": arguments.view_size}
    _make("views", arguments.photo, options, arguments, told)


def _make(
    pipeline: str,
    given: Any,
    options: dict[str, Any],
    arguments: argparse.Namespace,
    told: Callable[[Any], dict[str, Any]],
) -> None:
    """Run a pipeline of the engine, then make the other files; `told` is what it says of itself."""
    from facegen.engine import Engine
    from facegen.export.kinds import KINDS, find_kind

    all_kinds = arguments.files == "all"
    names = list(KINDS) if all_kinds else arguments.files.split(",")
    kinds = [find_kind(name.strip()) for name in names]
    changes = dict(_change(text) for text in arguments.changes)
    tell = _tell_json if arguments.json else _tell
    engine = Engine()
    steps = getattr(engine, pipeline)(
        given,
        seed=arguments.seed,
        detail=arguments.detail,
        folder=arguments.output,
        body=arguments.body,
        changes=changes,
        **options,
    )
    result = _follow(steps, tell)
    files = dict(result.files)
    for kind in (kind for kind in kinds if kind.name not in files):
        if not all_kinds or kind.offered(arguments.output):
            files[kind.name] = _follow(engine.extra(arguments.output, kind.name), tell)
    _print_result(files, told(result), arguments.json)


def _print_result(files: Mapping[str, Path], told: dict[str, Any], as_json: bool) -> None:
    if as_json:
        _print_json({"files": {kind: str(path) for kind, path in files.items()}, **told})
        return
    for notice in told["notices"]:
        print(f"note: {notice}")
    if told.get("unknown"):
        print(f"not understood: {', '.join(told['unknown'])}")
    for name, value in told.get("metrics", {}).items():
        if isinstance(value, int | float):
            print(f"{name}: {value:g}")
    for path in files.values():
        print(path)


def _faces(arguments: argparse.Namespace) -> None:
    from facegen.engine import Engine

    found = Engine().faces(arguments.photo)
    height, width = found.picture.shape[:2]
    boxes = [[round(edge) for edge in box] for box in found.boxes]
    _print_json({"width": width, "height": height, "faces": boxes})


def _read(arguments: argparse.Namespace) -> None:
    from facegen.engine import reading_to_json
    from facegen.language import read_prompt

    answer = reading_to_json(read_prompt(arguments.prompt))
    print(json.dumps(answer, indent=2, ensure_ascii=False))


def _options(arguments: argparse.Namespace) -> None:
    from facegen.export.kinds import KINDS
    from facegen.human.controls import CONTROLS

    print("Controls for --set NAME=VALUE:")
    for control in CONTROLS:
        print(f"  {control.name:24} {control.label}: {_range(control)}")
    print("Kinds for --files:")
    for kind in KINDS.values():
        print(f"  {kind.name:24} {kind.label}: {kind.note}")


def _range(control: Any) -> str:
    if control.kind == "slider":
        return " ".join(filter(None, (f"{control.low:g} to {control.high:g}", control.unit)))
    if control.kind == "colour":
        return '"#rrggbb"' + (" or null" if control.optional else "")
    if control.kind == "switch":
        return "true or false"
    values = ", ".join(str(value) for value, _ in control.choices)
    return f"[any of {values}]" if control.kind == "many" else f"one of {values}"


def _change(text: str) -> tuple[str, Any]:
    """("age", 40) of "age=40"; what is no JSON value is taken as a word."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise InputError(f"--set got {text[:40]!r}; give NAME=VALUE, such as age=40.")
    try:
        return name.strip(), json.loads(value)
    except ValueError:
        return name.strip(), value.strip()


def _follow(steps: Generator[Any, None, Any], tell: Any) -> Any:
    """Tell each step; returns what the generator returns."""
    while True:
        try:
            tell(next(steps))
        except StopIteration as stop:
            return stop.value


def _tell(step: Any) -> None:
    print(f"{step.fraction:4.0%}  {step.stage}", flush=True)


def _tell_json(step: Any) -> None:
    left = None if step.remaining_s is None else round(step.remaining_s, 1)
    _print_json({"stage": step.stage, "fraction": round(step.fraction, 3), "remaining_s": left})


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
