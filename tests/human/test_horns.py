"""Horns, jewellery, tusks and ears: closed, outside the head, riding along, on everybody's list."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.avatar import morphed_vertices
from facegen.human.build import dress
from facegen.human.dentition import present, teeth_of_proxy
from facegen.human.ears import both_ears
from facegen.human.figure import make_figure
from facegen.human.horns import horn_parts
from facegen.human.jewellery import jewellery_parts
from facegen.human.mouth import mouth_parts
from facegen.human.person import HORNS, TEETH, WORN, Hair, Person, Shape, Skin
from facegen.human.topology import BODY


def figure_of(**changes):
    return make_figure(Person(**changes))


def volume(part) -> float:
    """Signed volume; positive when the triangles face outwards."""
    a, b, c = (part.vertices[part.triangles[:, i]].astype(float) for i in range(3))
    return float((a * np.cross(b, c)).sum() / 6)


def is_closed(part) -> bool:
    """Every edge is walked once in each direction, vertices at one place counting as one."""
    _, place = np.unique(part.vertices.round(7), axis=0, return_inverse=True)
    corners = place.reshape(-1)[part.triangles]
    corners = corners[(corners != np.roll(corners, 1, 1)).all(1)]
    edges = np.stack([corners, np.roll(corners, -1, 1)], -1).reshape(-1, 2)
    forward, count = np.unique(edges, axis=0, return_counts=True)
    return bool((count == 1).all()) and set(map(tuple, forward)) == set(
        map(tuple, forward[:, ::-1])
    )


@pytest.mark.parametrize("kind", [k for k in HORNS if k != "none"])
def test_horns_are_closed_face_outwards_and_leave_the_head(kind):
    figure = figure_of(horns=kind)
    (part,) = horn_parts(figure)
    assert volume(part) > 0
    assert is_closed(part)
    top = figure.vertices[BODY, 1].max()
    assert part.vertices[:, 1].max() > top - 0.005
    assert np.isfinite(part.normals).all()
    if kind != "unicorn":
        mirrored = part.vertices * (-1, 1, 1)
        gap = np.linalg.norm(mirrored[:, None] - part.vertices[None], axis=2).min(1)
        assert gap.max() < 0.004


@pytest.mark.parametrize("name", WORN)
def test_jewellery_is_closed_and_faces_outwards(name):
    for part in jewellery_parts(figure_of(worn=(name,))):
        assert volume(part) > 0, part.name
        assert is_closed(part), part.name
        assert np.isfinite(part.vertices).all()


def test_a_band_is_outside_the_skull_and_hair_is_under_it():
    figure = figure_of(worn=("headband",), hair=Hair(style="long01"))
    (band,) = jewellery_parts(figure)
    hair = next(p for p in dress(figure, "bust") if p.name == "hair")
    middle = band.vertices.mean(0)
    level = np.abs(hair.vertices[:, 1] - middle[1]) < 0.004
    side = level & (np.abs(hair.vertices[:, 2] - middle[2]) < 0.02)
    assert np.abs(hair.vertices[side, 0]).max() < np.abs(band.vertices[:, 0]).max()


def test_an_eye_patch_covers_its_eye_and_leaves_the_other():
    for sign, name in ((1, "eye patch left"), (-1, "eye patch right")):
        figure = figure_of(worn=(name,))
        patch = jewellery_parts(figure)[0]
        assert (sign * patch.vertices[:, 0] > -0.004).all()
        eye = figure.vertices[14598:14670] if sign > 0 else figure.vertices[14670:14742]
        assert patch.vertices[:, 0].min() < eye[:, 0].min()
        assert patch.vertices[:, 0].max() > eye[:, 0].max()
        assert patch.vertices[:, 2].min() > eye[:, 2].max() - 0.012


def test_a_nose_ring_rides_on_a_sneer_and_a_crown_does_not():
    ring = jewellery_parts(figure_of(worn=("nose ring",)))[0]
    moved = morphed_vertices(ring, {"noseSneerLeft": 1.0}) - ring.vertices
    assert np.linalg.norm(moved, axis=1).min() > 5e-4
    assert np.ptp(moved, axis=0).max() < 1e-6
    for part in jewellery_parts(figure_of(worn=("crown",))):
        assert not part.morphs


def test_there_are_eight_teeth_in_each_quarter():
    places = sorted((t.upper, t.side, t.place) for t in teeth_of_proxy())
    assert places == sorted((u, s, p) for u in (False, True) for s in (-1, 1) for p in range(1, 9))


@pytest.mark.parametrize("kind", TEETH)
def test_teeth_keep_within_the_mouth_but_tusks_leave_it_with_the_jaw(kind):
    figure = figure_of(teeth=kind)
    parts = {part.name: part for part in mouth_parts(figure)}
    assert ("tusks" in parts) == (kind == "tusks")
    lips = figure.vertices[[520, 540]].mean(0)
    assert parts["teeth"].vertices[:, 2].max() < lips[2] + 0.004
    if kind == "tusks":
        tusks = parts["tusks"]
        assert is_closed(tusks)
        assert volume(tusks) > 0
        assert tusks.vertices[:, 1].max() > lips[1] + 0.02
        down = morphed_vertices(tusks, {"jawOpen": 1.0})[:, 1] - tusks.vertices[:, 1]
        assert down.max() < -0.005


def test_fangs_are_longer_than_their_neighbours_and_rot_costs_teeth():
    plain, fangs = (mouth_parts(figure_of(teeth=k))[0] for k in ("natural", "fangs"))
    assert len(plain.vertices) == len(fangs.vertices)
    lower = plain.vertices[:, 1] - fangs.vertices[:, 1]
    assert 0.006 < lower.max() < 0.012
    assert (np.abs(lower) > 0.002).mean() < 0.05
    assert present("natural").all()
    assert not present("rotten").all()


def test_pointed_ears_stand_out_and_the_rest_of_the_head_stays():
    shapes = [Shape(), Shape(local={"ear-shape-point": -0.85})]
    round_ear, pointed = (make_figure(Person(shape=s)).vertices[BODY] for s in shapes)
    moved = np.linalg.norm(pointed - round_ear, axis=1)
    left, right = both_ears()
    assert moved[left].max() > 0.03
    assert abs(moved[left].max() - moved[right].max()) < 0.002
    assert moved[~left & ~right].max() < 0.008


def test_hair_runs_behind_long_ears():
    shape = Shape(local={"ear-shape-point": -0.85})
    figure = figure_of(shape=shape, hair=Hair(style="long01"))
    hair = next(p for p in dress(figure, "bust") if p.name == "hair")
    ear = figure.vertices[BODY][both_ears()[0]]
    tip = ear[np.argmax(ear[:, 1])]
    near = (np.abs(hair.vertices[:, 1:] - tip[1:]) < 0.004).all(1) & (hair.vertices[:, 0] > 0)
    assert near.any()
    assert hair.vertices[near, 0].max() < tip[0]


def test_a_statue_is_of_one_stuff_but_for_what_has_another_colour():
    marble = Skin(pattern="marble", tint=(0.9, 0.9, 0.88))
    person = Person(skin=marble, hair=Hair(color=(0.9, 0.9, 0.88)), outfit_color=(0.5, 0.1, 0.1))
    parts = {p.name: p for p in dress(make_figure(person), "bust")}
    hair, outfit = parts["hair"].material, parts["outfit"].material
    light = hair.base_color[..., :3][hair.base_color[..., 3] > 128].astype(float).mean(0)
    assert np.ptp(light) < 15
    assert light.mean() > 170
    assert np.ptp(outfit.base_color[..., :3].reshape(-1, 3).astype(float).mean(0)) > 15
    red = dataclasses.replace(person, hair=Hair(color=(0.6, 0.1, 0.05)))
    other = next(p for p in dress(make_figure(red), "bust") if p.name == "hair").material
    color = other.base_color[other.base_color[..., 3] > 128].astype(float).mean(0)
    assert color[0] > 2 * color[2]
