"""The page over the real engine: a sentence becomes a head that opens its mouth."""

from __future__ import annotations

import numpy as np
from pygltflib import GLTF2

from facegen.avatar import MORPHS
from facegen.engine import Engine
from facegen.export.reader import read_mark
from tests.ui.conftest import Visit, serving, wait_until

PROMPT = "an elderly Japanese woman with short grey hair and freckles, zorbish"


def test_a_sentence_becomes_a_head_that_opens_its_mouth(browser, tmp_path):
    with serving(Engine(), tmp_path) as site:
        context = browser.new_context(viewport={"width": 980, "height": 560})
        visitor = Visit(context, site)
        visitor.generate(PROMPT)
        preview = visitor.page.wait_for_selector(".fg-working img")
        assert preview.get_attribute("src").startswith("data:image/webp;base64,")
        address = visitor.viewer_url(seconds=300)
        frame = visitor.page.frame_locator("#fg-stage iframe")
        frame.locator("body[data-state=ready]").wait_for(timeout=120_000)
        neutral = visitor.stage_picture()
        assert neutral.std() > 15, "the stage is empty"
        frame.locator("#jawOpen").press("End")
        wait_until(lambda: changed_share(visitor.stage_picture(), neutral) > 0.004, 60)
        said = visitor.page.inner_text("#fg-details")
        for words in ("elderly", "Japanese", "freckles", "Not understood: “zorbish”"):
            assert words in said
        path = tmp_path / "downloaded.glb"
        path.write_bytes(context.request.get(f"{site.url}/{address}").body())
        assert read_mark(path)["synthetic"] is True
        names = {tuple(mesh.extras.get("targetNames", ())) for mesh in GLTF2().load(path).meshes}
        assert tuple(MORPHS) in names
        assert visitor.complaints == []
        context.close()


def changed_share(first: np.ndarray, second: np.ndarray) -> float:
    """Share of pixels that differ clearly."""
    return float((np.abs(first - second).max(axis=2) > 40).mean())
