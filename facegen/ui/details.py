"""The cards under the stage: downloads, what was understood, figures, models and licences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

_LABELS = {
    "avatar.glb": ("Avatar", "GLB for any 3D program"),
    "avatar.meshopt.glb": ("Avatar, small", "GLB with meshopt and WebP, for the web"),
    "maps.zip": ("Texture maps", "PNG: colour, normal, roughness"),
    "turntable.mp4": ("Turntable", "video"),
    "report.json": ("Report", "settings, timings, licences"),
    "preview.png": ("Picture", "PNG"),
}
_NAMES = {
    "hair.style": "hair", "hair.color": "hair colour", "eyes.color": "eyes", "origin": "origin",
    "build.weight": "weight", "build.muscle": "muscle", "build.height": "height",
    "beard.style": "beard", "skin.tone": "skin", "skin.tint": "skin colour",
}  # fmt: skip


def details(
    reading: Any, report: Mapping[str, Any], links: Mapping[str, str], sizes: Mapping[str, int]
) -> str:
    """HTML of all cards.

    `reading` is a `language.Reading`; `links` gives each file name its address and `sizes` its
    bytes.
    """
    cards = [
        _card("Downloads", _downloads(links, sizes), "fg-downloads"),
        _card("From your words", _understood(reading)),
        _card("Figures", _figures(report, sizes)),
        _card("Time", _timings(report.get("timings_s", {}))),
        _card("Models and licences", _models(report.get("models", []))),
    ]
    return f'<div class="fg-cards">{"".join(cards)}</div>'


def _card(title: str, content: str, extra: str = "") -> str:
    if not content:
        return ""
    return f'<section class="fg-card {extra}"><h3>{escape(title)}</h3>{content}</section>'


def _downloads(links: Mapping[str, str], sizes: Mapping[str, int]) -> str:
    rows = []
    order = {name: place for place, name in enumerate(_LABELS)}
    for name, url in sorted(links.items(), key=lambda item: order.get(item[0], len(order))):
        title, note = _LABELS.get(name, (Path(name).stem.replace("_", " ").capitalize(), ""))
        note = ", ".join(part for part in (note, _bytes(sizes.get(name, 0))) if part)
        rows.append(
            f'<a href="{escape(url)}" download="{escape(Path(name).name)}">'
            f"<b>{escape(title)}</b><span>{escape(note)}</span></a>"
        )
    return f'<nav aria-label="Downloads">{"".join(rows)}</nav>' if rows else ""


def _understood(reading: Any) -> str:
    parts = []
    chips = [_chip(a.words, a.name, a.value) for a in getattr(reading, "attributes", ())]
    if chips:
        parts.append(f'<ul class="fg-chips">{"".join(chips)}</ul>')
    else:
        parts.append("<p>Nothing was asked for; the seed chose everything.</p>")
    unknown = tuple(getattr(reading, "unknown", ()))
    if unknown:
        words = ", ".join(f"“{escape(word)}”" for word in unknown)
        parts.append(f'<p class="fg-unknown">Not understood: {words}</p>')
    parts += [f"<p>{escape(note)}</p>" for note in getattr(reading, "notices", ())]
    return "".join(parts)


def _chip(words: str, name: str, value: Any) -> str:
    label = _NAMES.get(name, name.split(".")[-1].replace("_", " "))
    shown = _value(name, value)
    said = f"<q>{escape(words)}</q>" if words else ""
    return f"<li>{said}<span>{escape(label)}{': ' if shown else ''}{shown}</span></li>"


def _value(name: str, value: Any) -> str:
    """A value as short HTML."""
    if name == "age":
        return f"{value:.0f} years"
    if name == "gender":
        return "feminine" if value < 0.4 else "masculine" if value > 0.6 else "in between"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "hair.length":
        return ("shaved", "short", "medium", "long")[min(int(4 * value), 3)]
    if isinstance(value, int | float):
        return f"{100 * value:.0f} %"
    if isinstance(value, Mapping):
        best = sorted(value.items(), key=lambda item: -float(item[1]))[:3]
        if name == "expression":
            return ""
        return ", ".join(escape(str(key).replace("_", " ")) for key, share in best if share)
    if _is_colour(value):
        red, green, blue = (round(255 * float(c)) for c in value)
        return f'<i class="fg-swatch" style="background:rgb({red},{green},{blue})"></i>'
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(escape(str(item).replace("_", " ")) for item in value)
    return "none" if value is None else escape(str(value))


def _is_colour(value: Any) -> bool:
    return (
        isinstance(value, tuple | list)
        and len(value) == 3
        and all(isinstance(c, int | float) for c in value)
    )


def _figures(report: Mapping[str, Any], sizes: Mapping[str, int]) -> str:
    metrics = report.get("metrics", {})
    rows = [(_title(k), _number(v)) for k, v in metrics.items() if not isinstance(v, Mapping)]
    if report.get("peak_memory_mb"):
        rows.append(("Peak memory", f"{report['peak_memory_mb'] / 1000:.1f} GB"))
    if "seed" in report:
        rows.append(("Seed", str(report["seed"])))
    if sizes:
        rows.append(("All files", _bytes(sum(sizes.values()))))
    return _table(rows)


def _timings(timings: Mapping[str, float]) -> str:
    total = timings.get("total") or sum(timings.values())
    longest = max((v for k, v in timings.items() if k != "total"), default=0.0) or 1.0
    rows = [
        f"<tr><th>{escape(_title(name))}</th><td>{seconds:.1f} s</td><td class='fg-time'>"
        f"<i style='width:{100 * seconds / longest:.0f}%'></i></td></tr>"
        for name, seconds in timings.items()
        if name != "total"
    ]
    if not rows:
        return ""
    rows.append(f"<tr class='fg-total'><th>Total</th><td>{total:.1f} s</td><td></td></tr>")
    return f"<table>{''.join(rows)}</table>"


def _models(models: Iterable[Mapping[str, Any]]) -> str:
    rows, commercial = [], True
    for model in models:
        commercial = commercial and bool(model.get("commercial", True))
        credit = escape(str(model.get("attribution", "")))
        rows.append(
            f"<tr><th>{escape(str(model.get('name', '')))}</th>"
            f"<td>{escape(str(model.get('license', '')))}"
            f"{f'<small>{credit}</small>' if credit else ''}</td></tr>"
        )
    if not rows:
        return ""
    verdict = (
        "Commercial use: yes."
        if commercial
        else "Commercial use: no, a non-commercial model took part."
    )
    return f'<p class="fg-verdict">{verdict}</p><table>{"".join(rows)}</table>'


def _table(rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><th>{escape(a)}</th><td>{escape(b)}</td></tr>" for a, b in rows)
    return f"<table>{cells}</table>" if cells else ""


def _title(key: str) -> str:
    text = key.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def _number(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, list | tuple):
        return ", ".join(_number(item) for item in value)
    return str(value)


def _bytes(size: int) -> str:
    if not size:
        return ""
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{max(size / 1e3, 0.1):.1f} KB"
