"""Glasses and hat on many heads."""

import numpy as np
import pytest
import torch
from scipy.spatial import cKDTree

from facegen.human.accessories import accessory_parts, clip_hair, hat_covers
from facegen.human.figure import make_figure
from facegen.human.hair.styles import hair_parts
from facegen.human.person import Hair, Person, Shape
from facegen.human.sampling import sample_pool
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT


@pytest.fixture(scope="module")
def figures():
    shapes = [p.shape for p in sample_pool(None, 8, torch.Generator().manual_seed(9))]
    shapes += [Shape(age=6), Shape(age=85, gender=0.9)]
    return [
        make_figure(Person(shape=s, glasses=True, hat=True, hair=Hair("short02"))) for s in shapes
    ]


def worn(figure):
    return {part.name: part for part in accessory_parts(figure)}


def test_nothing_is_worn_unasked():
    assert accessory_parts(make_figure(Person())) == []


def test_lenses_stand_before_both_eyes(figures):
    for figure in figures:
        names = worn(figure)
        lens = next(p for name, p in names.items() if p.material.alpha_mode == "BLEND")
        for eye in (EYE_LEFT, EYE_RIGHT):
            centre = figure.vertices[eye].mean(0)
            disc = lens.vertices[lens.vertices[:, 0] * centre[0] > 0]
            low, high = disc.min(0), disc.max(0)
            assert (low[:2] < centre[:2]).all() and (centre[:2] < high[:2]).all()
            assert disc[:, 2].min() > figure.vertices[eye, 2].max()


def test_everything_turns_with_the_head_alone(figures):
    for part in accessory_parts(figures[0]):
        assert (part.joints[:, 0] == figures[0].skeleton.names.index("Head")).all()
        assert np.allclose(part.weights[:, 0], 1) and not part.morphs


def test_the_hat_covers_the_crown_and_not_the_face(figures):
    for figure in figures:
        scalp = figure.vertices[BODY]
        top = scalp[scalp[:, 1] > scalp[:, 1].max() - 0.03]
        assert hat_covers(top, figure).all()
        chin = scalp[scalp[:, 1] < scalp[:, 1].max() - 0.15]
        assert not hat_covers(chin, figure).any()
        hat = worn(figure)["hat"].vertices
        assert hat[:, 1].max() > scalp[:, 1].max()


def test_hair_under_a_hat_is_cut_where_the_hat_hides_it(figures):
    for figure in figures[:3]:
        before = hair_parts(figure)
        after = clip_hair(before, figure)
        assert sum(len(p.triangles) for p in after) < sum(len(p.triangles) for p in before)
        for part in after:
            assert not hat_covers(part.vertices, figure)[part.triangles].all(1).any()


def test_short_hair_under_a_brim_is_not_pressed_into_the_head():
    figure = make_figure(Person(hat=True, hair=Hair("crew")))
    skin = figure.vertices[BODY]
    top = skin[:, 1].max()
    middle = skin[skin[:, 1] > top - 0.1].mean(0)

    def sunk(part):
        """Share of the hair beside the head that is a millimetre under the nearest skin."""
        points = part.vertices[~hat_covers(part.vertices, figure)]
        points = points[points[:, 1] > top - 0.15]
        nearest = skin[cKDTree(skin).query(points)[1]]
        depth = [np.hypot(*(p - middle)[:, [0, 2]].T) for p in (nearest, points)]
        return np.mean(depth[0] - depth[1] > 0.001)

    before = {part.name: sunk(part) for part in hair_parts(figure)}
    for part in clip_hair(hair_parts(figure), figure):
        assert sunk(part) < before[part.name] + 0.02


def test_lenses_have_the_shape_and_size_asked_for():
    figure = make_figure(Person(), ())

    def lens(**asked):
        person = Person(glasses=True, **asked)
        points = worn(figure.replace(person=person))["glasses_lenses"].vertices
        return np.ptp(points[points[:, 0] > 0], 0)[:2]

    round_lens, flat = lens(), lens(glasses_shape="rectangular")
    assert round_lens[1] / round_lens[0] > 0.85 > 0.75 > flat[1] / flat[0]
    assert (lens(glasses_size=1.0) > 1.2 * lens(glasses_size=0.0)).all()


def test_frames_differ_in_stuff_and_colour():
    figure = make_figure(Person(), ())

    def frame(**asked):
        person = Person(glasses=True, **asked)
        return worn(figure.replace(person=person))["glasses_frame"].material

    assert frame(glasses_frame="metal").metallic == 1
    assert frame(glasses_frame="clear").alpha_mode == "BLEND"
    red = frame(glasses_color=(0.8, 0.1, 0.1)).base_color_factor
    assert red[0] > 10 * red[1] and red[3] == 1
