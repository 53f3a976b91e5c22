"""One renderer for previews, metrics and gradients."""

import facegen.compiled  # noqa: F401 (places numba's cache before the kernels load)
