"""facegen: 3D people from words and pictures."""

__version__ = "0.1.0"
