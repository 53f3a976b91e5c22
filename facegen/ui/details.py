"""Under the stage: downloads, what the file holds, time and memory, models and licences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from facegen.export.kinds import KINDS, Kind, verdict
from facegen.ui.photo_cards import likeness_card, sheets_card
from facegen.ui.visitors import FROM_PHOTO
from facegen.ui.widgets import message

_FIGURES = ("triangles", "vertices", "parts", "joints", "morph_targets")
_FIGURE_LABELS = {"morph_targets": "Morph targets", "parts": "Meshes"}


def details(report: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The widget's value for the result in `folder`, whose last two parts are token and job."""
    rows = [_row(kind, report, folder) for kind in KINDS.values() if kind.offered(folder)]
    sizes = {row["kind"]: row["bytes"] for row in rows if row["bytes"]}
    photo = report.get("pipeline") == FROM_PHOTO
    cards = [
        *([likeness_card(report, folder), sheets_card(folder)] if photo else []),
        _card("What is in it", _figures(report, sizes) + _validator()),
        _card("Time and memory", _timings(report)),
        _card("Models and licences", _models(report.get("models", []))),
    ]
    return message(rows=rows, cards="".join(cards))


def no_details() -> dict[str, Any]:
    """Nothing to show."""
    return message(rows=[], cards="")


def validated(found: Mapping[str, Any]) -> dict[str, Any]:
    """A patch with the Khronos validator's counts."""
    errors, warnings = int(found.get("errors", 0)), int(found.get("warnings", 0))
    if not errors and not warnings:
        return message(validator="valid, 0 errors, 0 warnings")
    return message(validator=f"{errors} errors, {warnings} warnings")


def not_validated(reason: str) -> dict[str, Any]:
    """A patch that says why there is no verdict."""
    return message(validator=reason)


def _row(kind: Kind, report: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    token, job = folder.parent.name, folder.name
    path = folder / kind.filename
    made = path.is_file()
    judged = verdict(kind.name, report.get("models", []))
    return {
        "kind": kind.name,
        "label": kind.label,
        "note": kind.note,
        "filename": Path(kind.filename).name,
        "url": f"files/{token}/{job}/{kind.filename}" if made else None,
        "bytes": path.stat().st_size if made else 0,
        "make": f"make/{token}/{job}/{kind.name}",
        "seconds": kind.seconds,
        "commercial": judged.commercial,
        "licence": judged.text,
        "attributions": list(judged.attributions),
    }


def _card(title: str, content: str) -> str:
    return f'<section class="fg-card"><h3>{escape(title)}</h3>{content}</section>'


def _figures(report: Mapping[str, Any], sizes: Mapping[str, int]) -> str:
    metrics = report.get("metrics", {})
    rows = [
        (_FIGURE_LABELS.get(name, _title(name)), _number(metrics[name]))
        for name in _FIGURES
        if name in metrics
    ]
    detail = report.get("settings", {}).get("detail")
    if detail:
        rows.append(("Texture detail", str(detail)))
    rows += [(KINDS[kind].label, file_size(size)) for kind, size in sizes.items()]
    rows.append(("Seed", str(report.get("seed", ""))))
    return _table(rows)


def _validator() -> str:
    return (
        '<div class="fg-check"><span>Khronos glTF validator</span><span class="fg-validator" '
        'role="status"><button type="button" class="fg-button" data-validate>Check the file'
        "</button></span></div>"
    )


def _timings(report: Mapping[str, Any]) -> str:
    timings = report.get("timings_s", {})
    stages = {name: seconds for name, seconds in timings.items() if name != "total"}
    longest = max(stages.values(), default=0.0) or 1.0
    rows = [
        f"<tr><th scope='row'>{escape(_title(name))}</th><td>{seconds:.1f} s</td>"
        f"<td class='fg-time'><i style='width:{100 * seconds / longest:.0f}%'></i></td></tr>"
        for name, seconds in stages.items()
    ]
    total = timings.get("total") or sum(stages.values())
    rows.append(f"<tr class='fg-total'><th scope='row'>Total</th><td>{total:.1f} s</td><td></td>")
    if report.get("peak_memory_mb"):
        rows.append(
            "</tr><tr><th scope='row'>Peak memory of the server</th>"
            f"<td>{report['peak_memory_mb'] / 1000:.1f} GB</td><td></td>"
        )
    return f"<table>{''.join(rows)}</tr></table>"


def _models(models: Iterable[Mapping[str, Any]]) -> str:
    rows = []
    for model in models:
        credit = escape(str(model.get("attribution", "")))
        rows.append(
            f"<tr><th scope='row'>{escape(str(model.get('name', '')))}"
            f"{f'<small>{credit}</small>' if credit else ''}</th>"
            f"<td>{escape(str(model.get('license', '')))}</td></tr>"
        )
    return f'<table class="fg-models">{"".join(rows)}</table>' if rows else "<p>None.</p>"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><th scope='row'>{escape(a)}</th><td>{escape(b)}</td></tr>" for a, b in rows
    )
    return f"<table>{cells}</table>"


def _title(key: str) -> str:
    text = key.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def _number(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def file_size(size: int) -> str:
    """Bytes as people read them, in decimal units."""
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{max(size / 1e3, 0.1):.1f} KB"
