"""Look-alikes of a rendered sitter: pictures, figures, and what a private one does not know."""

from __future__ import annotations

import dataclasses
import io

import numpy as np
import pytest
from PIL import Image

from facegen.errors import InputError
from facegen.human.likeness import HairPhoto, Likeness
from facegen.human.likeness_file import pack_likeness, unpack_likeness
from facegen.human.person import Hair, Person, Shape, Skin
from facegen.human.topology import BODY, VERTEX_COUNT
from facegen.models.identity import identity_encoder
from facegen.models.landmarks import face_landmarker
from facegen.models.roles import CELEBA_CLASSES, FaceSynthesizer
from facegen.pipelines.draft import Draft, from_person
from facegen.pipelines.lookalike import AttributeSynthesizer, texture_inputs, without_pixels
from facegen.pipelines.photo_notes import PhotoNotes
from facegen.pipelines.sketch import Sketcher
from facegen.render.camera import Camera

PERSON = Person(
    Shape(age=40.0, gender=0.8, caucasian=1.0, african=0.0, asian=0.0),
    Skin(melanin=0.2),
    hair=Hair("short01", (0.25, 0.17, 0.1)),
)
CAMERA = Camera((0.15, 1.62, 0.95), (0.0, 1.6, 0.05), fov_y=28.0)
SIZE = 192


def from_photo(red: int, identity: tuple[float, ...] | None = None) -> Draft:
    """The sitter as a photo of this redness shows him; what is no pixel is always the same."""
    rng = np.random.default_rng(red)
    skin = np.full((64, 64, 4), (red, 120, 100, 255), np.uint8)
    residual = np.zeros((VERTEX_COUNT, 3), np.float32)
    residual[:, 1] = 0.004
    sheet = HairPhoto(
        rng.integers(0, red, (8, 8, 4)).astype(np.uint8),
        np.arange(12, dtype=np.int32).reshape(3, 4),
        np.full((3, 4), 0.25, np.float32),
        np.zeros((3, 3), np.float32),
        np.zeros((3, 2), np.float32),
        np.array([[0, 1, 2]], np.int32),
    )
    tone = np.full((BODY.stop, 3), -0.5, np.float32)
    tone += np.where(np.arange(BODY.stop) % 2, 1, -1)[:, None] * red / 1000  # the mean is the same
    likeness = Likeness(
        PERSON, residual, skin, tone, sheet,
        {"mouthSmileLeft": 0.5, "mouthSmileRight": 0.5},
    )  # fmt: skip
    light = np.zeros((9, 3))
    light[0] = red / 100, 1.0, 1.0
    picture = io.BytesIO()
    Image.fromarray(rng.integers(0, red, (64, 64, 3)).astype(np.uint8)).save(picture, "WEBP")
    notes = PhotoNotes({}, CAMERA, identity, tuple(map(tuple, light)), picture.getvalue(), b"")
    return dataclasses.replace(from_person(PERSON, pack_likeness(likeness), seed=3), photo=notes)


@pytest.fixture(scope="module")
def sketcher() -> Sketcher:
    return Sketcher()


@pytest.fixture(scope="module")
def sitting(sketcher: Sketcher) -> AttributeSynthesizer:
    """Whose photo's face is that of his own picture."""
    picture = AttributeSynthesizer(from_photo(180), sketcher=sketcher).look_alike("", 384).picture
    own = identity_encoder()(picture)
    return AttributeSynthesizer(from_photo(180, tuple(map(float, own))), sketcher=sketcher)


def test_index_0_is_the_person_as_read(sitting: AttributeSynthesizer):
    first = sitting.look_alike("", 384)
    assert first.draft == sitting.draft and first.identity < 1e-3
    assert first.agrees == 1 and not first.agreement and first.seconds > 0
    expected = Sketcher().picture(
        dataclasses.replace(PERSON, expression={"mouthSmileLeft": 0.5, "mouthSmileRight": 0.5}),
        384, sitting.draft.likeness, camera=CAMERA, environment=from_photo(180).photo.environment(),
    )  # fmt: skip
    assert np.array_equal(first.picture, expected)


def test_a_prompt_changes_what_it_says_and_keeps_the_person(sitting: AttributeSynthesizer):
    made = sitting.look_alike("a man with pink hair", 384)
    assert made.agrees > 0.99 and 0 < made.identity < identity_encoder().same_below
    first = sitting.look_alike("", 384).picture.astype(int)
    moved = np.abs(made.picture - first).max(-1) > 60
    assert moved[:120].mean() > 0.05 > 20 * moved[200:].mean()  # the hair, and not the chin


def test_the_role_takes_a_prompt_and_a_mask(sitting: AttributeSynthesizer):
    role: FaceSynthesizer = sitting
    mask = np.zeros((len(CELEBA_CLASSES), SIZE, SIZE), np.float32)
    picture = role("a man with glasses", mask, seed=1)
    assert picture.shape == (SIZE, SIZE, 3)
    assert np.array_equal(picture, sitting.look_alike("a man with glasses", SIZE).picture)


def test_a_private_look_alike_is_the_same_whatever_the_pixels(sketcher: Sketcher):
    prompt = "a man with a full beard"
    pictures, drafts = [], []
    for red in (90, 240):
        synthesizer = AttributeSynthesizer(from_photo(red), private=True, sketcher=sketcher)
        made = synthesizer.look_alike(prompt, SIZE)
        pictures.append(made.picture)
        drafts.append(made.draft)
        assert not [i for used in made.inputs.values() for i in used if i.startswith("photo")]
    assert pictures[0].tobytes() == pictures[1].tobytes()
    assert drafts[0].likeness == drafts[1].likeness and drafts[0].to_json() == drafts[1].to_json()
    assert drafts[0].photo is None
    shown = [
        AttributeSynthesizer(from_photo(red), sketcher=sketcher).look_alike(prompt, SIZE).picture
        for red in (90, 240)
    ]
    assert not np.array_equal(*shown)


def test_shape_and_expression_stay_without_pixels():
    bare = unpack_likeness(without_pixels(from_photo(180)).likeness)
    assert bare.skin is None and bare.ratio is None and bare.hair is None
    assert np.allclose(bare.residual[:, 1], 0.004, atol=1e-5)
    assert bare.expression == {"mouthSmileLeft": 0.5, "mouthSmileRight": 0.5}
    words = from_person(PERSON)
    assert without_pixels(from_photo(180)).person.skin.melanin > PERSON.skin.melanin + 0.1
    assert without_pixels(words) == words


def test_the_camera_follows_who_is_of_another_height(sitting: AttributeSynthesizer):
    man, woman = (sitting.look_alike(p, 256).picture for p in ("", "a woman"))
    landmarks = [face_landmarker()(picture)[0].points[[33, 263], :2] for picture in (man, woman)]
    assert np.abs(landmarks[0].mean(0) - landmarks[1].mean(0)).max() < 6


def test_every_texture_names_its_inputs():
    told = texture_inputs(from_photo(180))
    assert "photo: skin" in told["head"] and "photo: hair" in told["hair"]
    assert "brows" not in told and "beard" not in told  # the photo's skin shows the brows
    private = texture_inputs(without_pixels(from_photo(180)))
    assert private["head"] == ("recipe: skin",) and private["brows"]


def test_a_prompt_that_is_refused_makes_nothing(sitting: AttributeSynthesizer):
    with pytest.raises(InputError):
        sitting.look_alike("a naked child")
