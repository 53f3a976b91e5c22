"""The skin as it is shown: the base mesh after one Catmull-Clark step."""

from __future__ import annotations

import functools

import numpy as np

from facegen.geometry.subdivide import Subdivision, catmull_clark
from facegen.human.topology import BODY, topology


@functools.cache
def fine_skin() -> Subdivision:
    """`matrix` [53514, 13380] in float32 from base skin vertices to shown ones, and their quads."""
    quads, _ = topology().body_quads()
    fine = catmull_clark(quads, BODY.stop)
    fine.matrix.data = fine.matrix.data.astype(np.float32)
    return fine
