"""What the shape regressor may change of the prior."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.errors import SetupError
from facegen.models import registry
from facegen.portrait.population import prior
from facegen.portrait.shape_regressor import REMAINING, WEIGHTS, shape_regressor

KNOWN = prior(40.0, 0.3)


def test_the_shipped_weights_are_small_and_fit_the_codes() -> None:
    assert registry.shipped_path(WEIGHTS).stat().st_size < 1_000_000
    assert shape_regressor().names == KNOWN.names
    assert np.isfinite(shape_regressor().matrix).all()


def test_landmarks_move_the_mean_and_leave_less_doubt() -> None:
    missed = np.random.default_rng(0).normal(0, 0.001, (468, 2))
    informed = shape_regressor().informed(KNOWN, missed)
    assert np.abs(informed.mean - KNOWN.mean).max() > 0.01
    np.testing.assert_allclose(informed.sd, REMAINING * KNOWN.sd)


def test_strange_landmarks_do_not_lead_astray() -> None:
    """Whatever is missed by a decimetre, the numbers stay within their bounds and near people."""
    informed = shape_regressor().informed(KNOWN, np.full((468, 2), 0.1))
    assert (informed.mean >= KNOWN.low).all() and (informed.mean <= KNOWN.high).all()
    assert (np.abs(informed.mean - KNOWN.mean) <= 2.5 * KNOWN.sd + 1e-9).all()


def test_a_regressor_for_other_sliders_is_refused() -> None:
    other = dataclasses.replace(KNOWN, names=KNOWN.names[::-1])
    with pytest.raises(ValueError, match="train it again"):
        shape_regressor().informed(other, np.zeros((468, 2)))


def test_changed_weights_are_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(registry, "SHIPPED", tmp_path)
    with pytest.raises(SetupError, match="missing"):
        registry.shipped_path(WEIGHTS)
    (tmp_path / WEIGHTS).write_bytes(b"changed")
    with pytest.raises(SetupError, match="SHA-256"):
        registry.shipped_path(WEIGHTS)
