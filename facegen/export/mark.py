"""The words by which every exported file says that it shows nobody real."""

from __future__ import annotations

NOTICE = "Synthetic person made with facegen."
