"""The macro blend, the sliders and what a sampled face may look like."""

import numpy as np
import pytest
import torch

from facegen.errors import InputError
from facegen.human.measure import MEASURES, measure, measure_columns, z_scores
from facegen.human.person import Shape
from facegen.human.plausible import inverted_quads, out_of_range, tame
from facegen.human.sampling import sample_person, sample_pool
from facegen.human.shape import macro_weights, shape_vertices, sliders
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT, topology


def weight_of(shape: Shape) -> dict[str, float]:
    weights = macro_weights([shape])[0]
    return {n: float(w) for n, w in zip(topology().macro_names, weights, strict=True) if w}


def test_macro_weights_at_a_knot():
    """A 25-year-old average Asian woman is two targets whole: the face and the body."""
    weights = weight_of(Shape(25, 0.0, 0, 1, 0))
    assert weights == {
        "asian-female-young": 1.0,
        "universal-female-young-averagemuscle-averageweight": 1.0,
    }


def test_macro_weights_between_knots():
    """A 57.5-year-old stands half-way from young to old; gender and family multiply."""
    weights = weight_of(Shape(57.5, 0.25, 0.5, 0.5, 0))
    assert weights["african-female-old"] == pytest.approx(0.5 * 0.75 * 0.5)
    assert weights["asian-male-young"] == pytest.approx(0.5 * 0.25 * 0.5)
    families = [w for n, w in weights.items() if not n.startswith("universal")]
    assert sum(families) == pytest.approx(1)


def test_batch_equals_single():
    """256 at once give what one at a time gives."""
    shapes = [Shape(age=float(a), gender=g, local={"nose-hump": 0.5 * g})
              for a in (3, 33, 80) for g in (0.1, 0.4, 0.9)] * 2  # fmt: skip
    together = shape_vertices(shapes)
    single = np.concatenate([shape_vertices([shape]) for shape in shapes])
    assert np.abs(together - single).max() < 2e-6
    some = np.array([10, 500, 7000])
    assert np.abs(shape_vertices(shapes, some) - single[:, some]).max() < 2e-6


def test_sliders_cover_every_face_target_and_keep_their_bounds():
    """348 face, ear, neck and asymmetry targets, each reached by a slider."""
    reached = {t for s in sliders().values() for t in s.low + s.high}
    assert reached == set(topology().local.names) and len(reached) == 348
    with pytest.raises(InputError, match="0 to 1"):
        shape_vertices([Shape(local={"head-oval": -0.5})])
    with pytest.raises(InputError, match="no face slider"):
        shape_vertices([Shape(local={"nose-laser": 1.0})])


def test_sliders_are_symmetric():
    """Left and right are tied: a symmetric head stays symmetric."""
    base = topology().base
    mirror = base[BODY] * (-1, 1, 1)
    near = np.linalg.norm(mirror[:400, None] - base[None, :13380], axis=2).argmin(1)
    shaped = shape_vertices([Shape(local={"eye-scale": 0.5, "cheek-bones": 0.7})])[0]
    assert np.abs(shaped[:400] * (-1, 1, 1) - shaped[near]).max() < 1.5e-3


@pytest.mark.parametrize(
    ("slider", "name"),
    [("nose-scale-horiz", "nose_width"), ("mouth-scale-horiz", "mouth_width"),
     ("chin-height", "chin_length"), ("ear-scale", "ear_size"), ("eye-scale", "eye_size")],
)  # fmt: skip
def test_measures_rise_with_their_slider(slider, name):
    shapes = [Shape(local={slider: v}) for v in (-0.5, 0.0, 0.5)]
    column = z_scores(shapes)[:, MEASURES.index(name)]
    assert column[0] < column[1] < column[2]


def test_measures_of_whole_and_partial_meshes_agree():
    shapes = [Shape(age=8), Shape(gender=0.9, local={"ear-scale": 0.4})]
    columns = measure_columns(shapes)
    assert np.allclose(
        measure(shape_vertices(shapes)), np.stack(list(columns.values()), 1), atol=1e-6
    )


def test_2000_sampled_people_are_plausible():
    """No inverted quad, nose, ear, mouth and eyes within `plausible.RANGES`."""
    people = sample_pool(None, 2000, torch.Generator().manual_seed(11))
    for start in range(0, 2000, 100):
        shapes = tame([person.shape for person in people[start : start + 100]])
        assert not inverted_quads(shapes).any()
        assert not out_of_range(shapes).any()


def test_sampled_eyes_lie_between_their_lids():
    """The eyeballs' centres lie behind the lid opening and their sphere just touches the lids."""
    from facegen.human.eyes.socket import fit_socket, lid_rim

    people = sample_pool(None, 100, torch.Generator().manual_seed(5))
    for vertices in shape_vertices([person.shape for person in people]):
        for side, eye in (("left", EYE_LEFT), ("right", EYE_RIGHT)):
            socket = fit_socket(vertices, side)
            reach = np.linalg.norm(lid_rim(vertices, side) - socket.centre, axis=1) / socket.radius
            assert reach.min() > 0.98 and reach.max() < 1.12
            assert np.linalg.norm(vertices[eye].mean(0) - socket.centre) < 0.006


def test_taming_leaves_a_plain_face_alone_and_calms_a_wild_one():
    wild = Shape(local={"nose-scale-depth": 1.0, "nose-scale-vert": 1.0, "nose-point": 1.0,
                        "mouth-scale-vert": -1.0, "mouth-upperlip-height": -1.0})  # fmt: skip
    plain, calm = tame([Shape(), wild])
    assert plain == Shape()
    assert not inverted_quads([calm]).any() and not out_of_range([calm]).any()


def test_a_sampled_person_is_the_same_for_the_same_seed():
    one, two = (sample_person(None, torch.Generator().manual_seed(3)) for _ in range(2))
    assert one == two
