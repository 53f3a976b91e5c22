"""The browser app: `serve` runs it, `build` gives its Gradio Blocks."""

from facegen.ui.page import build
from facegen.ui.server import make_app, serve

__all__ = ["build", "make_app", "serve"]
