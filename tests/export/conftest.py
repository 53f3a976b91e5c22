"""The avatars and files that the export tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from facegen.avatar import Avatar
from facegen.export.glb import write_glb
from facegen.export.optimize import optimize_glb
from facegen.export.vrm import write_vrm
from facegen.human.build import build_avatar
from facegen.human.person import Hair, Person, Shape
from facegen.setup.sources import assets_dir
from tests.export.browser import launched
from tests.export.people import small_avatar, thumbnail

TEXTURE_SIZE = 512


@pytest.fixture(scope="session")
def small() -> Avatar:
    """A made-up avatar of spheres."""
    return small_avatar()


@pytest.fixture(scope="session")
def real() -> Callable[[str], Avatar]:
    """`real(body)` builds a person with small textures, once; skips before set-up."""
    built: dict[str, Avatar] = {}

    def build(body: str) -> Avatar:
        if not assets_dir().is_dir():
            pytest.skip("the asset cache is not built: make run")
        if body not in built:
            person = Person(
                shape=Shape(age=35, gender=0.2),
                hair=Hair(style="bob01"),
                outfit="female_casualsuit01",
            )
            built[body] = build_avatar(person, body=body, size=TEXTURE_SIZE)
        return built[body]

    return build


@pytest.fixture(scope="session")
def small_glb(small: Avatar, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small avatar as a file."""
    return write_glb(small, tmp_path_factory.mktemp("small") / "avatar.glb")


@pytest.fixture(scope="session")
def real_glb(real: Callable, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`real_glb(body)`: the real person as a file."""
    folder = tmp_path_factory.mktemp("real")
    written: dict[str, Path] = {}

    def write(body: str) -> Path:
        if body not in written:
            written[body] = write_glb(real(body), folder / f"{body}.glb")
        return written[body]

    return write


@pytest.fixture(scope="session")
def real_packed(real_glb: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real bust's file, compressed."""
    return optimize_glb(real_glb("bust"), tmp_path_factory.mktemp("packed") / "packed.glb")


@pytest.fixture(scope="session")
def real_vrm(real: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real bust as a VRM."""
    return write_vrm(real("bust"), tmp_path_factory.mktemp("vrm") / "avatar.vrm", thumbnail())


@pytest.fixture(scope="session")
def browser(chromium: str, playwright: Playwright) -> Iterator[Browser]:
    """Headless Chromium."""
    with launched(playwright, chromium) as found:
        yield found
