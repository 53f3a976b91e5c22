"""The look of every tab: one neutral theme, so that skin colours are judged on grey."""

from pathlib import Path

import gradio as gr

STYLE = Path(__file__).with_name("style.css")
STYLES = (STYLE, Path(__file__).with_name("photo.css"))
"""Every tab's, and what only photos need."""
_INK, _CHALK = "#16181b", "#f0f1f3"


def make_theme() -> gr.themes.Base:
    """Gradio's base theme with system fonts only; colours live in style.css as variables."""
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.gray,
        radius_size=gr.themes.sizes.radius_md,
        font=["system-ui", "-apple-system", "Segoe UI", "Roboto", "Arial", "sans-serif"],
        font_mono=["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"],
    )
    pairs = {
        "body_background_fill": ("#eeeff1", "#101114"),
        "background_fill_primary": ("#ffffff", "#1b1d21"),
        "background_fill_secondary": ("#f6f7f8", "#15171a"),
        "block_background_fill": ("transparent", "transparent"),
        "body_text_color": (_INK, _CHALK),
        "body_text_color_subdued": ("#636972", "#9ba1aa"),
        "block_label_text_color": ("#636972", "#9ba1aa"),
        "block_title_text_color": (_INK, _CHALK),
        "border_color_primary": ("#dfe1e5", "#2e3137"),
        "input_background_fill": ("#ffffff", "#15171a"),
        "input_border_color": ("#d3d6db", "#363a41"),
        "input_border_color_focus": ("#2f5bea", "#7b9bff"),
        "input_placeholder_color": ("#737a84", "#868d97"),
        "button_primary_background_fill": (_INK, _CHALK),
        "button_primary_background_fill_hover": ("#33373d", "#ffffff"),
        "button_primary_text_color": ("#ffffff", _INK),
        "button_primary_border_color": (_INK, _CHALK),
        "button_secondary_background_fill": ("#ffffff", "#23262b"),
        "button_secondary_background_fill_hover": ("#f4f5f7", "#2c3036"),
        "button_secondary_border_color": ("#d3d6db", "#363a41"),
        "button_secondary_text_color": (_INK, _CHALK),
        "loader_color": ("#2f5bea", "#7b9bff"),
    }
    values = {}
    for name, (light, dark) in pairs.items():
        values[name] = light
        values[f"{name}_dark"] = dark
    return theme.set(
        block_border_width="0px",
        block_shadow="none",
        input_border_width="1px",
        button_border_width="1px",
        **values,
    )
