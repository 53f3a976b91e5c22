"""The parametric person: shape, expression, skeleton, skin, eyes, hair, clothes."""

import facegen.compiled  # noqa: F401 (places numba's cache before the kernels load)
