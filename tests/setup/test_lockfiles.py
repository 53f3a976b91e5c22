"""What is installed is pinned, and from no particular server."""

import json
import re

from facegen.settings import ROOT


def requirements(name: str) -> list[str]:
    """The requirement lines of a file."""
    lines = (ROOT / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def test_every_requirement_is_pinned_and_agrees_with_the_constraints() -> None:
    constraints = dict(line.lower().split("==") for line in requirements("constraints.txt"))
    for line in requirements("requirements.txt") + requirements("requirements-dev.txt"):
        name, version = line.lower().split("==")
        assert constraints[name] == version


def test_one_opencv_only() -> None:
    lines = requirements("constraints.txt")
    assert [line for line in lines if "opencv" in line] == ["opencv-contrib-python==5.0.0.93"]


def test_the_npm_lock_pins_by_hash_and_names_no_registry() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)
    wanted = json.loads((ROOT / "package.json").read_text())
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert re.fullmatch(r"[\d.]+(-dev[\d.]+)?", version)
        assert packages[f"node_modules/{name}"]["version"] == version
