"""Who may import whom: downwards only, as docs/ARCHITECTURE.md says, and never in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from facegen.settings import ROOT

FLOORS = (
    ("errors", "colorspace"),
    ("avatar", "logs"),
    ("settings",),
    ("compiled",),
    ("encoding",),
    ("geometry", "models"),
    ("render", "human"),
    ("export", "language", "metrics", "portrait"),
    ("guidance",),
    ("pipelines",),
    ("queueing",),
    ("runner",),
    ("engine",),
    ("ui", "__main__", "training"),
)
"""From the ground up; a part of facegen imports only from floors below its own."""
FLOOR = {part: floor for floor, parts in enumerate(FLOORS) for part in parts}
FROM_SETUP = {"facegen.setup.sources", "facegen.setup.node"}
"""What the rest may take from set-up: where things lie."""


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted((ROOT / "facegen").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(path: Path, *, types: bool = True) -> Iterator[tuple[str, str]]:
    """(module, name) of everything that a file takes from facegen, wherever it does so.

    Without `types`, what stands below `if TYPE_CHECKING` is left out: nothing runs it.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not types:
        tree.body = [node for node in tree.body if not _is_for_types(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = node.module or ""
            for name in (alias.name for alias in node.names):
                if module.split(".")[0] == "facegen":
                    inner = f"{module}.{name}"
                    yield (inner, "") if inner in MODULES else (module, name)
        elif isinstance(node, ast.Import):
            yield from ((a.name, "") for a in node.names if a.name.split(".")[0] == "facegen")


def _is_for_types(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


def part(module: str) -> str:
    """The file or folder of facegen that a module belongs to; empty for facegen itself."""
    return module.split(".")[1] if "." in module else ""


def test_every_part_stands_on_a_floor() -> None:
    assert {part(module) for module in MODULES} - {"", "setup"} <= set(FLOOR)


@pytest.mark.parametrize("module", sorted(m for m in MODULES if part(m) not in ("", "setup")))
def test_imports_go_down(module: str) -> None:
    own = part(module)
    for target, name in imports(MODULES[module]):
        other = part(target)
        if other == "setup":
            assert target in FROM_SETUP, target
        elif other not in ("", own):
            assert FLOOR[other] < FLOOR[own], f"{module} imports {name} of {target}"


def test_set_up_knows_nothing_of_the_page() -> None:
    for module in (m for m in MODULES if part(m) == "setup"):
        assert "ui" not in {part(target) for target, _ in imports(MODULES[module])}, module


def test_no_module_imports_itself_in_a_circle() -> None:
    """Imports inside functions count too: they only hide a circle."""
    graph = {
        module: {target for target, _ in imports(path, types=False) if target != "facegen"}
        for module, path in MODULES.items()
    }
    TopologicalSorter(graph).prepare()


def test_private_names_stay_in_their_module() -> None:
    taken = [
        (module, target, name)
        for module, path in MODULES.items()
        for target, name in imports(path)
        if name.startswith("_") and not name.startswith("__")
    ]
    assert taken == []
