"""The page over the real engine: a sentence becomes a head that opens its mouth and can age."""

from __future__ import annotations

import base64
import io

import numpy as np
from PIL import Image
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
        preview = visitor.page.wait_for_selector("#fg-work .fg-picture", timeout=120_000)
        assert preview.get_attribute("src").startswith("data:image/webp;base64,")
        address = visitor.viewer_url(seconds=300)
        frame = visitor.page.frame_locator("#fg-stage iframe")
        frame.locator("body[data-state=ready]").wait_for(timeout=120_000)
        neutral = visitor.stage_picture()
        assert neutral.std() > 15, "the stage is empty"
        frame.locator("#jawOpen").press("End")
        wait_until(lambda: changed_share(visitor.stage_picture(), neutral) > 0.004, 60)
        said = visitor.page.inner_text("#fg-work .fg-words")
        for words in ("elderly", "Japanese", "freckles", "Not understood: “zorbish”"):
            assert words in said
        path = tmp_path / "downloaded.glb"
        path.write_bytes(context.request.get(f"{site.url}/{address}").body())
        assert read_mark(path)["synthetic"] is True
        names = {tuple(mesh.extras.get("targetNames", ())) for mesh in GLTF2().load(path).meshes}
        assert tuple(MORPHS) in names
        visitor.page.locator("#fg-control-age").fill("20")
        visitor.page.wait_for_selector("#fg-work .fg-stage[data-state=sketch]", timeout=60_000)
        young = sketch(visitor)
        visitor.page.locator("#fg-control-age").fill("85")
        wait_until(lambda: changed_share(sketch(visitor), young) > 0.01, 60)
        assert young.shape == (512, 512, 3) and young.std() > 20
        assert visitor.complaints == []
        context.close()


def sketch(visitor: Visit) -> np.ndarray:
    """The quick picture on the stage, `[H, W, 3]` float32 in 0..255."""
    source = visitor.page.get_attribute("#fg-work .fg-picture", "src")
    image = Image.open(io.BytesIO(base64.b64decode(source.split(",")[1])))
    return np.asarray(image.convert("RGB"), np.float32)


def changed_share(first: np.ndarray, second: np.ndarray) -> float:
    """Share of pixels that differ clearly."""
    return float((np.abs(first - second).max(axis=2) > 40).mean())
