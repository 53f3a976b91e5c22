"""Hair of a portrait: the kind decides, the outline is met, the photo's hair lies over it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.colorspace import srgb_to_linear
from facegen.human.figure import Figure, make_figure
from facegen.human.hair.form import form_of, with_form
from facegen.human.hair.ground import make_ground
from facegen.human.hair.styles import hair_parts, styled
from facegen.human.likeness import Likeness
from facegen.human.person import HAIR_STYLES, Hair, Person, Shape
from facegen.models.roles import Landmarks
from facegen.portrait.analysis import (
    Crop,
    Guess,
    HairLook,
    PortraitAnalysis,
    SkinTone,
)
from facegen.portrait.fit import HeadFit
from facegen.portrait.hair import HairFit, _colored, fit_hair, styles_for
from facegen.portrait.hair_outline import SIDE, PhotoHair, Scene, fit_hairline, fit_outline, see
from facegen.portrait.hair_outline import solid as solid_triangles
from facegen.portrait.hair_photo import even_colors, fine_alpha, unslit
from facegen.portrait.segments import CLASS
from facegen.render.camera import Camera

SIZE = 512
HAIR = np.array((0.45, 0.22, 0.10))
SKIN = np.array((0.80, 0.62, 0.52))
WALL = np.array((0.20, 0.75, 0.30))


def look(**said) -> HairLook:
    values = dict(length="short", curl="straight", tied=False, fringe=False) | said
    hairline = values.pop("hairline", 0.45)
    guesses = {name: Guess(value, 0.9) for name, value in values.items()}
    return HairLook(color=Guess((0.3, 0.2, 0.1), 0.5), grey=0.0, hairline=hairline, **guesses)


def camera_of(figure: Figure, azimuth: float = 0.0) -> Camera:
    top = figure.vertices[:13380, 1].max()
    return Camera.orbit((0.0, float(top) - 0.11, 0.02), 1.1, azimuth, 0.0, 22.0, SIZE, SIZE)


@pytest.fixture(scope="module")
def sitter() -> tuple[Person, Figure]:
    person = Person(shape=Shape(age=30, gender=0.8))
    return person, make_figure(person, ())


def seen_of(figure: Figure, person: Person, camera: Camera, side: int = SIDE):
    worn = figure.replace(person=person)
    scene = Scene.of(figure, make_ground(figure), camera, side)
    return see(scene, [(p.vertices, solid_triangles(p)) for p in hair_parts(worn)])


def analysis_of(hair: np.ndarray, head: np.ndarray, said: HairLook) -> PortraitAnalysis:
    """A flat-coloured photo of masks [SIZE, SIZE] over a green wall."""
    parsing = np.zeros((19, SIZE, SIZE), np.float32)
    parsing[CLASS["hair"]] = hair
    parsing[CLASS["skin"]] = head & ~hair
    parsing[0] = 1 - parsing.sum(0)
    image = np.where(hair[..., None], HAIR, np.where(head[..., None], SKIN, WALL))
    image = np.rint(image * 255).astype(np.uint8)
    crop = Crop(image, np.ones((SIZE, SIZE), bool), np.eye(2, 3))
    face = Landmarks(np.zeros((478, 3), np.float32), {})
    unread = {f.name: None for f in dataclasses.fields(PortraitAnalysis)}
    told = dict(
        crop=crop, landmarks=face, parsing=parsing, hair=said, hat=Guess(False, 1.0),
        skin=SkinTone(tuple(SKIN), 40.0, 0.3, 0.5, 0.0),
    )  # fmt: skip
    return PortraitAnalysis(**{**unread, **told})


@pytest.fixture(scope="module")
def fitted(sitter) -> tuple[HairFit, PortraitAnalysis, Figure, Person]:
    """A crew cut, fuller on the person's left, photographed from the front."""
    person, figure = sitter
    camera = camera_of(figure)
    true = with_form(dataclasses.replace(person, hair=Hair("crew")), {"left": 0.3, "top": 0.15})
    seen = seen_of(figure, true, camera, SIZE)
    analysis = analysis_of(seen.hair, seen.depth > 0, look())
    fit = HeadFit(person.shape, np.zeros((19158, 3), np.float32), {}, camera, {}, {})
    return fit_hair(analysis, fit, person, figure), analysis, figure, true


def test_every_kind_has_styles_that_exist():
    person = Person()
    for length in ("bald", "shaved", "short", "chin", "shoulder", "long"):
        for curl in ("straight", "wavy", "curly", "coily"):
            for tied in (False, True):
                for fringe in (False, True):
                    said = look(length=length, curl=curl, tied=tied, fringe=fringe)
                    styles = styles_for(said, person)
                    assert styles and set(styles) <= set(HAIR_STYLES)


def test_the_kind_forbids_what_outlines_would_choose():
    tied = styles_for(look(length="long", tied=True), Person())
    assert not {"bun", "afro01", "long01", "braid01"} & set(tied)
    assert styles_for(look(length="bald", tied=True, curl="coily"), Person()) == ("bald",)
    assert styles_for(look(hairline=0.7), Person(shape=Shape(gender=0.9))) == ("receding",)


def test_style_and_outline_are_found(fitted):
    found, _, figure, true = fitted
    assert found.person.hair.style == "crew"
    assert found.outline_iou > 0.8
    form = form_of(found.person)
    assert form["left"] - form.get("right", 0.0) > 0.08
    bare = styled(figure.replace(person=dataclasses.replace(true, hair_form={})))
    assert {part.name for part in bare} == {"hair", "hair_coat"}


def test_dye_is_the_photos_colour(fitted):
    color = np.array(fitted[0].person.hair.color)
    ratio = srgb_to_linear(color) / srgb_to_linear(HAIR)
    assert np.allclose(ratio, ratio.mean(), rtol=0.06)
    assert 0.75 < ratio.mean() < 1.0


def test_hair_without_any_light_gets_a_black_dye(fitted):
    _, analysis, _, person = fitted
    image = analysis.crop.image.copy()
    image[analysis.parsing[CLASS["hair"]] > 0.5] = 0
    black = dataclasses.replace(analysis, crop=dataclasses.replace(analysis.crop, image=image))
    alpha = analysis.parsing[CLASS["hair"]]
    hair = _colored(black, alpha, np.ones(3), person.hair)
    assert np.isfinite([*hair.color, hair.grey]).all()
    assert max(hair.color) < 0.1 and 0 <= hair.grey < 0.1


def test_sheet_shows_hair_and_nothing_else(fitted):
    picture = fitted[0].photo.picture
    shown = picture[picture[..., 3] > 8][:, :3] / 255
    to_hair = np.abs(shown - HAIR).max(1)
    assert len(shown) > 2000
    assert np.quantile(to_hair, 0.999) < 0.12
    assert (picture[[0, -1], :, 3] == 0).all() and (picture[:, [0, -1], 3] == 0).all()


def test_sheet_lies_close_before_the_hair(fitted):
    found, _, figure, _ = fitted
    sheet = found.photo
    points = np.einsum("nk,nkc->nc", sheet.shares, figure.vertices[sheet.refs]) + sheet.offsets
    height, _ = make_ground(figure).nearest(points)
    assert np.allclose(sheet.shares.sum(1), 1, atol=1e-5)
    assert np.quantile(height, 0.02) > -0.003 and np.quantile(height, 0.98) < 0.06
    assert sheet.uvs.min() >= 0 and sheet.uvs.max() <= 1


def test_an_edit_of_the_cut_drops_the_photo_and_keeps_the_rest(fitted):
    found, _, figure, _ = fitted
    likeness = Likeness(found.person, hair=found.photo)
    worn = figure.replace(person=found.person, likeness=likeness)
    names = {part.name for part in hair_parts(worn)}
    assert "hair_photo" in names
    for change in (
        dict(hair=dataclasses.replace(found.person.hair, tip_color=(0.1, 0.2, 0.9))),
        dict(hair=dataclasses.replace(found.person.hair, style="bob01")),
        dict(hair_form={}),
    ):
        edited = worn.replace(person=dataclasses.replace(found.person, **change))
        assert {part.name for part in hair_parts(edited)} >= {"hair", "hair_coat"}
        assert "hair_photo" not in {part.name for part in hair_parts(edited)}
    painted = dataclasses.replace(
        found.person, skin=dataclasses.replace(found.person.skin, moles=1)
    )
    assert "hair_photo" in {p.name for p in hair_parts(worn.replace(person=painted))}


def test_bald_has_no_sheet(sitter):
    person, figure = sitter
    head = seen_of(figure, dataclasses.replace(person, hair=Hair("buzz")), camera_of(figure), SIZE)
    analysis = analysis_of(np.zeros((SIZE, SIZE), bool), head.depth > 0, look(length="bald"))
    fit = HeadFit(person.shape, np.zeros((19158, 3), np.float32), {}, camera_of(figure), {}, {})
    found = fit_hair(analysis, fit, person, figure)
    assert found.person.hair.style == "bald" and found.photo is None


@pytest.mark.parametrize("raised", [-0.3, 0.3])
def test_hairline_is_found(sitter, raised):
    person, figure = sitter
    true = with_form(dataclasses.replace(person, hair=Hair("buzz")), {"hairline": raised})
    camera = camera_of(figure)
    seen = seen_of(figure, true, camera)
    photo = PhotoHair(
        seen.hair.astype(np.float32), np.ones((SIDE, SIDE), bool), (seen.depth > 0) & ~seen.hair
    )
    found = fit_hairline(photo, Scene.of(figure, make_ground(figure), camera), 0.0)
    assert abs(found["hairline"] - raised) <= 0.16


def test_outline_beyond_the_photo_is_not_followed(sitter):
    """Where hair is cut by the photo's border, nothing says that it ends there."""
    person, figure = sitter
    crew = dataclasses.replace(person, hair=Hair("crew"))
    camera = camera_of(figure)
    seen = seen_of(figure, crew, camera)
    known = np.ones((SIDE, SIDE), bool)
    rows = np.flatnonzero(seen.hair.any(1))
    known[: rows[0] + 12] = False
    photo = PhotoHair((seen.hair & known).astype(np.float32), known, ~seen.hair)
    scene = Scene.of(figure, make_ground(figure), camera)
    numbers, _, overlap = fit_outline(styled(figure.replace(person=crew)), photo, scene, False)
    assert abs(numbers["top"]) < 0.12
    assert overlap > 0.93


def test_alpha_keeps_off_the_wall(fitted):
    analysis = fitted[1]
    alpha = fine_alpha(analysis)
    wall = analysis.parsing[0] > 0.5
    inner = analysis.parsing[CLASS["hair"]] > 0.5
    assert alpha[wall].max() < 0.02
    assert np.median(alpha[inner]) > 0.9


def test_light_across_the_hair_is_evened(fitted):
    analysis = fitted[1]
    slope = np.linspace(0.5, 1.5, SIZE)[None, :, None]
    lit = np.clip(srgb_to_linear(analysis.crop.image) * slope, 0, 1) ** (1 / 2.2)
    crop = dataclasses.replace(analysis.crop, image=np.rint(lit * 255).astype(np.uint8))
    shaded = dataclasses.replace(analysis, crop=crop)
    alpha = fine_alpha(analysis)
    even = even_colors(shaded, alpha, np.ones(3)).mean(-1)
    sure = alpha > 0.95
    left, right = sure.copy(), sure.copy()
    left[:, SIZE // 2 - 60 :] = False
    right[:, : SIZE // 2 + 60] = False
    before = srgb_to_linear(crop.image).mean(-1)
    assert (
        even[right].mean() / even[left].mean()
        < 0.6 * before[right].mean() / before[left].mean() + 0.4
    )


def test_slits_are_closed_only_where_the_photo_shows_hair():
    alpha = np.zeros((1024, 1024), np.float32)
    alpha[200:800, 200:800] = 1
    alpha[200:800, 400:412] = 0  # skin between two locks
    opacity = alpha.copy()
    opacity[300:700, 600:612] = 0
    opacity[300:700, 700:] = 0
    closed = unslit(opacity, alpha)
    assert (closed[320:680, 602:610] > 0.9).all()
    assert not closed[320:680, 400:412].any()
    assert not closed[320:680, 720:].any()
    assert (closed >= opacity).all()
