"""People of known recipes are read as what they are."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from skimage.data import astronaut

from facegen.errors import InputError, SetupError
from facegen.human.person import Person
from facegen.models.roles import CELEBA_CLASSES
from facegen.portrait import regions as r
from facegen.portrait import segments
from facegen.portrait.analysis import Guess, PortraitAnalysis
from facegen.portrait.crop import moved
from facegen.portrait.debug_sheet import debug_sheet
from facegen.portrait.describe import describe
from facegen.portrait.faces import find_faces
from facegen.portrait.read import analyse
from tests.portrait import people
from tests.portrait.conftest import Picture


def share(analysis: PortraitAnalysis, outline: tuple[int, ...], *classes: str) -> float:
    """Mean probability of `classes` within a polygon of landmarks."""
    size = analysis.parsing.shape[1]
    points = analysis.landmarks.points * (size / len(analysis.crop.image))
    chosen = [CELEBA_CLASSES.index(name) for name in classes]
    return float(analysis.parsing[chosen].sum(0)[r.region(points, outline, size)].mean())


def test_a_woman_with_long_hair_and_blue_eyes(woman_read: PortraitAnalysis) -> None:
    assert woman_read.hair.length.value in ("shoulder", "long")
    assert woman_read.hair.curl.value == "straight"
    assert not woman_read.hair.tied.value
    assert woman_read.facial_hair.value == "none"
    assert not woman_read.glasses.value
    assert not woman_read.hat.value
    assert woman_read.skin.melanin == pytest.approx(people.WOMAN.skin.melanin, abs=0.15)
    red, _, blue = woman_read.iris_left.value
    assert blue > red + 0.1
    assert woman_read.clothes is not None
    assert woman_read.clothes[0] > 2 * max(woman_read.clothes[1:])
    brown = np.array(woman_read.hair.color.value)
    assert brown[0] > brown[1] > brown[2]
    assert woman_read.hair.grey < 0.2
    assert abs(woman_read.yaw) < 4


def test_a_bearded_man_with_glasses(man_read: PortraitAnalysis) -> None:
    assert man_read.hair.length.value in ("shaved", "short")
    assert man_read.facial_hair.value in ("full beard", "short beard")
    assert man_read.glasses.value
    assert not man_read.hat.value
    assert man_read.skin.melanin == pytest.approx(people.MAN.skin.melanin, abs=0.15)
    assert any("lasses" in warning for warning in man_read.warnings)


def test_a_photo_of_a_real_woman() -> None:
    read = analyse(people.portrait(astronaut()))
    assert read.hair.length.value == "short"
    assert read.hair.fringe.value
    assert read.facial_hair.value == "none"
    assert not read.glasses.value
    assert not read.hat.value
    assert read.masculine.value < 0.3
    assert 25 < read.age.value < 55
    assert read.skin.melanin < 0.25
    assert read.identity is not None
    assert any("small" in warning for warning in read.warnings)


def test_maps_fit_the_face(woman_read: PortraitAnalysis) -> None:
    assert np.allclose(woman_read.parsing.sum(0), 1, atol=1e-4)
    assert share(woman_read, r.CHEEK_LEFT, "skin") > 0.9
    assert share(woman_read, r.CHEEK_RIGHT, "skin") > 0.9
    assert share(woman_read, r.EYE_LEFT, "eye_left") > 0.7
    assert share(woman_read, r.EYE_RIGHT, "eye_right") > 0.7
    assert share(woman_read, r.BROW_LEFT, "brow_left", "skin") > 0.9
    assert share(woman_read, r.LIPS, "lip_upper", "lip_lower", "mouth") > 0.8
    assert share(woman_read, r.NOSE, "nose", "skin") > 0.9
    assert woman_read.matte[256, 256] > 0.95
    assert woman_read.matte[:200, :20].max() < 0.1


def test_the_crops_landmarks_are_the_photos(woman_read: PortraitAnalysis) -> None:
    there = moved(woman_read.landmarks.points, woman_read.crop.to_photo)
    assert np.allclose(there, woman_read.face.landmarks.points, atol=0.01)


def test_beyond_the_photo_nothing_is_known(woman_front: Picture) -> None:
    face = find_faces(people.portrait(woman_front))[0]
    cut = np.ascontiguousarray(woman_front[: int(face.box[3]) + 8])
    read = analyse(people.portrait(cut))
    size = read.parsing.shape[1]
    outside = ~read.crop.inside.reshape(size, 2, size, 2).any((1, 3))
    assert outside.mean() > 0.1
    assert read.parsing[0][outside].min() > 0.99
    assert read.matte[outside].max() < 0.01


def test_equal_photos_give_equal_answers(woman_front: Picture) -> None:
    one, two = (analyse(people.portrait(woman_front)) for _ in range(2))
    assert np.array_equal(one.landmarks.points, two.landmarks.points)
    assert np.array_equal(one.parsing, two.parsing)
    assert describe(one) == describe(two)


def test_there_must_be_such_a_face(woman_front: Picture) -> None:
    with pytest.raises(InputError, match="Face 1 was asked for"):
        analyse(people.portrait(woman_front), face=1)


def test_without_the_parser_it_still_reads(
    woman_front: Picture, woman_read: PortraitAnalysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where FACEGEN_COMMERCIAL forbids the parser's weights."""

    def refused() -> None:
        raise SetupError("not for commercial use")

    monkeypatch.setattr(segments, "face_parser", refused)
    read = analyse(people.portrait(woman_front))
    assert np.allclose(read.parsing.sum(0), 1, atol=1e-4)
    assert share(read, r.CHEEK_LEFT, "skin") > 0.9
    assert share(read, r.EYE_LEFT, "eye_left") > 0.7
    hair = read.parsing[CELEBA_CLASSES.index("hair")]
    parsed = woman_read.parsing[CELEBA_CLASSES.index("hair")]
    assert (np.minimum(hair, parsed).sum() / np.maximum(hair, parsed).sum()) > 0.65
    assert read.hair.length.value not in ("bald", "shaved")
    # Neither is recognised, so nobody is told that there surely are none.
    assert read.glasses == read.hat == Guess(False, 0.5)
    assert any("not recognised" in warning for warning in read.warnings)


def test_the_recipe_says_what_was_read(man_read: PortraitAnalysis) -> None:
    person = describe(man_read)
    assert person.skin.melanin == man_read.skin.melanin
    assert person.facial_hair.style == man_read.facial_hair.value
    assert person.glasses
    assert person.outfit_color == man_read.clothes
    assert person.shape.age == pytest.approx(man_read.age.value)
    assert person.shape.african == person.shape.asian == person.shape.caucasian
    assert Person.from_json(person.to_json()) == person


@pytest.mark.parametrize(
    ("look", "style"),
    [({"length": "bald"}, "bald"), ({"length": "shaved"}, "buzz"), ({"length": "long"}, "long01"),
     ({"length": "chin"}, "bob01"), ({"length": "chin", "curl": "coily"}, "afro01"),
     ({"length": "long", "curl": "curly"}, "curly"),
     ({"length": "shoulder", "tied": True}, "ponytail01")],
)  # fmt: skip
def test_styles_by_class(
    woman_read: PortraitAnalysis, look: dict[str, str | bool], style: str
) -> None:
    guesses = {name: dataclasses.replace(getattr(woman_read.hair, name), value=value)
               for name, value in look.items()}  # fmt: skip
    hair = dataclasses.replace(woman_read.hair, **guesses)
    assert describe(dataclasses.replace(woman_read, hair=hair)).hair.style == style


def test_the_sheet_shows_the_crop_and_the_colours(woman_read: PortraitAnalysis) -> None:
    sheet = debug_sheet(woman_read)
    assert sheet.dtype == np.uint8
    assert sheet.shape == (980, 1536, 3)
    flat = sheet.reshape(-1, 3)
    for color in (woman_read.skin.color, woman_read.hair.color.value, woman_read.clothes):
        wanted = np.round(255 * np.array(color)).astype(np.uint8)
        assert (flat == wanted).all(1).sum() > 3000  # a swatch
    without = debug_sheet(dataclasses.replace(woman_read, clothes=None, warnings=("Dark.",)))
    assert not np.array_equal(sheet, without)
