"""What measures of hair, beard and view are taken for."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.models.roles import AgeGenderGuess
from facegen.portrait.analysis import Guess
from facegen.portrait.facial_hair import Cover, read_facial_hair
from facegen.portrait.head_hair import HairMeasures, read_hair
from facegen.portrait.read import aged, bearded
from facegen.portrait.segments import CLASS, SIDE, Segments, likeliest, without_drawn_hat
from facegen.portrait.trust import View, flatness, judge

SHORT = HairMeasures(
    share=0.5, hat=0.0, low=-0.65, cut=False, on_clothes=0.0, top=0.45, beside_left=0.02,
    beside_right=0.02, below_left=0.0, below_right=0.0, ear_left=0.05, ear_right=0.05,
    fringe=0.05, hairline=0.44, coherence=0.75, contrast=0.1, temple=0.15, swept=-0.7,
)  # fmt: skip
"""A man's usual haircut."""
LOOSE = SHORT._replace(
    share=1.4, low=0.6, beside_left=0.9, beside_right=0.8, below_left=0.3, below_right=0.3,
    ear_left=0.0, ear_right=0.0, coherence=0.9,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "length"),
    [({"share": 0.01}, "bald"), ({"share": 0.2, "top": 0.3}, "shaved"), ({}, "short"),
     ({"low": -0.1}, "chin"), ({"low": 0.25}, "shoulder"), ({"low": 0.6}, "long"),
     ({"low": 0.2, "cut": True}, "long"), ({"low": 0.2, "on_clothes": 0.9}, "long")],
)  # fmt: skip
def test_lengths(changes: dict[str, float], length: str) -> None:
    look, hat = read_hair(SHORT._replace(**changes), 0.95, 30, 0, (0.1, 0.1, 0.1), 0.0)
    assert look.length.value == length
    assert not look.tied.value
    assert not hat.value


def test_a_woman_with_bare_ears_and_tight_hair_has_tied_it() -> None:
    tight = SHORT._replace(top=0.40, temple=0.05)
    woman, _ = read_hair(tight, 0.02, 25, 0, (0.1, 0.1, 0.1), 0.0)
    man, _ = read_hair(tight, 0.98, 25, 0, (0.1, 0.1, 0.1), 0.0)
    assert woman.tied.value
    assert woman.length.value == "shoulder"
    assert not man.tied.value


def test_a_tail_behind_an_ear_is_tied_hair_beside_both_cheeks_is_loose() -> None:
    tail = SHORT._replace(low=-0.15, beside_left=0.5, ear_left=0.06)
    assert read_hair(tail, 0.1, 25, -16, None, 0.0)[0].tied.value
    assert not read_hair(LOOSE, 0.1, 25, -16, None, 0.0)[0].tied.value


def test_fringe_and_curl() -> None:
    fringe = SHORT._replace(fringe=0.6, hairline=0.08)
    assert read_hair(fringe, 0.9, 25, 0, None, 0.0)[0].fringe.value
    assert not read_hair(SHORT, 0.9, 25, 0, None, 0.0)[0].fringe.value
    curls = [
        read_hair(LOOSE._replace(coherence=c), 0.1, 25, 0, None, 0.0)[0].curl.value
        for c in (0.3, 0.5, 0.62, 0.9)
    ]
    assert curls == ["coily", "curly", "wavy", "straight"]


def test_a_hat_that_leaves_the_forehead_bare_is_an_afro() -> None:
    hat = SHORT._replace(hat=0.6, share=0.05, hairline=0.22)
    look, worn = read_hair(hat, 0.9, 50, 0, None, 0.0)
    assert worn.value
    assert not look.tied.value
    look, worn = read_hair(hat._replace(hat=1.0, hairline=0.42), 0.1, 25, 0, None, 0.0)
    assert not worn.value
    assert look.curl.value == "coily"


BARE = Cover(moustache=0.2, chin=0.4, side=0.4, jaw=0.4, sideburn=0.2)


@pytest.mark.parametrize(
    ("changes", "style"),
    [({}, "none"), ({"moustache": 1.4}, "moustache"), ({"chin": 2.0}, "goatee"),
     ({"moustache": 1.5, "chin": 1.8, "side": 1.5}, "circle"),
     ({"moustache": 1.4, "chin": 1.7, "side": 1.8, "jaw": 1.9}, "full beard"),
     ({"moustache": 1.0, "chin": 1.15, "side": 1.2, "jaw": 1.1}, "short beard"),
     ({"moustache": 0.4, "chin": 0.8, "side": 0.8, "jaw": 0.8, "chin_pale": 0.08,
       "side_pale": 0.08, "jaw_pale": 0.08}, "stubble"),
     ({"chin": 0.9, "side": 0.9, "jaw": 0.7}, "none")],
)  # fmt: skip
def test_beards(changes: dict[str, float], style: str) -> None:
    assert read_facial_hair(BARE._replace(**changes), 0.95, 35).value == style


def test_grey_hair_makes_older_never_younger() -> None:
    young, old = AgeGenderGuess(30.0, 5.0, 0.9), AgeGenderGuess(80.0, 5.0, 0.9)
    assert aged(young, 0.1) == 30.0
    assert 36.0 < aged(young, 0.7) < 50.0
    assert aged(young, 1.0) > aged(young, 0.5)
    assert aged(old, 0.5) == 80.0


def test_who_grows_a_beard_is_a_man_as_surely_as_it_is_one() -> None:
    assert bearded(0.4, Guess("none", 0.95)) == 0.4
    assert bearded(0.4, Guess("full beard", 0.5)) == pytest.approx(0.4)
    assert 0.4 < bearded(0.4, Guess("goatee", 0.6)) < bearded(0.4, Guess("full beard", 0.9))
    assert bearded(0.4, Guess("full beard", 0.95)) == pytest.approx(0.94)
    assert bearded(0.99, Guess("full beard", 0.6)) > 0.99


def _segments(hat: np.ndarray) -> Segments:
    wide = np.zeros((19, SIDE, SIDE), np.float32)
    wide[CLASS["hat"]], wide[CLASS["background"]] = hat, ~hat
    empty = np.zeros((SIDE, SIDE), np.float32)
    return Segments(wide, empty, wide.copy(), np.zeros((SIDE, SIDE, 3), np.uint8), empty > 0,
                    np.zeros((2, 3)), True)  # fmt: skip


def test_a_drawn_hat_that_hangs_beside_the_face_is_hair() -> None:
    hat = np.zeros((SIDE, SIDE), bool)
    hat[100:200, 150:350] = True
    assert without_drawn_hat(_segments(hat), 220.0).wide[CLASS["hat"]].any()
    hat[200:340, 150:190] = hat[200:340, 310:350] = True
    told = without_drawn_hat(_segments(hat), 220.0)
    for parsing in (told.wide, told.parsing):
        assert not parsing[CLASS["hat"]].any()
        assert (parsing[CLASS["hair"]] > 0).sum() == hat.sum()


def test_the_likeliest_class_is_the_first_of_the_largest() -> None:
    parsing = np.random.default_rng(1).integers(0, 6, (19, 40, 40)).astype(np.float32)
    for name, place in CLASS.items():
        assert (likeliest(parsing, name) == (parsing.argmax(0) == place)).all()


def test_a_grey_beard_is_no_darker_than_skin() -> None:
    white = {"lip_pale": 0.3, "chin_pale": 0.31, "side_pale": 0.3, "jaw_pale": 0.3}
    assert "beard" in read_facial_hair(BARE._replace(**white), 0.95, 60).value
    assert read_facial_hair(BARE._replace(lip_pale=0.3), 0.95, 60).value == "moustache"
    rouge = {name: 0.1 for name in white}
    assert read_facial_hair(BARE._replace(**rouge), 0.95, 60).value == "none"
    assert read_facial_hair(BARE._replace(**white), 0.02, 60).value == "none"


def test_a_shaded_chin_of_a_woman_or_a_child_is_no_beard() -> None:
    shaded = BARE._replace(chin=1.3, moustache=0.9, jaw=1.0)
    assert read_facial_hair(shaded, 0.95, 35).value != "none"
    assert read_facial_hair(shaded, 0.02, 35).value == "none"
    assert read_facial_hair(shaded, 0.95, 9).value == "none"


CLEAR = View(
    width=400, yaw=0, pitch=0, luminance=0.3, clipped=0, saturation=0.4, misfit=3, covered=0,
    outside=0, detail=0.2, flat=0.05,
)  # fmt: skip


def test_an_easy_photo_needs_no_warning() -> None:
    assert judge(CLEAR, glasses=False) == (0.95, ())


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"width": 80}, "small"), ({"yaw": -50}, "50 degrees"), ({"pitch": 40}, "eye level"),
     ({"outside": 0.2}, "edge"), ({"covered": 0.3}, "covers"), ({"luminance": 0.004}, "dark"),
     ({"clipped": 0.5}, "overexposed"), ({"saturation": 0.02}, "no colours"),
     ({"misfit": 200}, "no usual skin colour"), ({"detail": 0.01}, "soft"),
     ({"flat": 0.9}, "drawing")],
)  # fmt: skip
def test_each_difficulty_is_told(changes: dict[str, float], word: str) -> None:
    confidence, warnings = judge(CLEAR._replace(**changes), glasses=False)
    assert confidence < 0.9
    assert len(warnings) == 1
    assert word in warnings[0]


def test_difficulties_add_up() -> None:
    one, _ = judge(CLEAR._replace(yaw=50), glasses=False)
    both, warnings = judge(CLEAR._replace(yaw=50), glasses=True)
    assert both < one
    assert len(warnings) == 2


def test_flatness_tells_posters_from_photos() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (60, 60, 3)).astype(np.uint8)
    assert flatness(noise, (0, 0, 60, 60)) < 0.02
    assert flatness(noise // 128 * 0 + 90, (0, 0, 60, 60)) == 1.0
    assert flatness(noise, (70, 70, 90, 90)) == 0.0
