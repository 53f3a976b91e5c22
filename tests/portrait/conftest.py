"""The sitters of these tests, drawn once."""

from __future__ import annotations

import pytest
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.portrait.analysis import PortraitAnalysis
from facegen.portrait.read import analyse
from tests.portrait import people

Picture = UInt8[ndarray, "512 512 3"]


@pytest.fixture(scope="session")
def woman() -> Avatar:
    """Long brown hair, blue eyes, red clothes."""
    return people.avatar_of(people.WOMAN)


@pytest.fixture(scope="session")
def woman_front(woman: Avatar) -> Picture:
    """From the front."""
    return people.picture(woman)


@pytest.fixture(scope="session")
def man_front() -> Picture:
    """Dark skin, short hair, full beard, glasses."""
    return people.picture(people.avatar_of(people.MAN))


@pytest.fixture(scope="session")
def woman_read(woman_front: Picture) -> PortraitAnalysis:
    """All that is read of her."""
    return analyse(people.portrait(woman_front))


@pytest.fixture(scope="session")
def man_read(man_front: Picture) -> PortraitAnalysis:
    """All that is read of him."""
    return analyse(people.portrait(man_front))
