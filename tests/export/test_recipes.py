"""The recipes that people copy do what they say."""

import re
import shutil
from pathlib import Path

import pytest

from facegen.settings import ROOT
from tests.export.browser import open_page

_DOCUMENTS = ("README.md", "docs/RECIPES.md")
_PAGE = """<!doctype html><link rel="icon" href="data:,">
<script type="importmap">{ "imports": {
  "three": "/three/build/three.module.js", "three/addons/": "/three/examples/jsm/",
  "@pixiv/three-vrm": "/three-vrm/lib/three-vrm.module.js" } }</script>
<script type="module">
import { Scene } from "three";
const scene = window.scene = new Scene();
%s
%s
window.ready = true;
</script>"""
_WEIGHTS = """(name) => { const found = []; scene.traverse((o) => {
  if (o.morphTargetDictionary) found.push(o.morphTargetInfluences[o.morphTargetDictionary[name]]);
}); return found }"""


def recipe(title: str) -> str:
    """The code under the heading `title`, five lines at most."""
    for name in _DOCUMENTS:
        found = re.search(
            rf"^### {title}\n+```js\n(.*?)```", (ROOT / name).read_text(), re.M | re.S
        )
        if found:
            assert len(found[1].strip().splitlines()) <= 5
            return found[1]
    pytest.fail(f"no document has the recipe {title!r}")


def page_of(folder: Path, title: str, after: str = "") -> None:
    """A page that runs the recipe as it stands, then `after`."""
    (folder / "recipe.html").write_text(_PAGE % (recipe(title), after))


def test_three_js(browser, real_packed, tmp_path):
    shutil.copy(real_packed, tmp_path / "avatar.meshopt.glb")
    page_of(tmp_path, r"three\.js")
    with open_page(browser, tmp_path / "recipe", "recipe", folder="glb") as (page, complaints):
        weights = page.evaluate(_WEIGHTS, "jawOpen")
        assert len(weights) > 5 and set(weights) == {0.6}
        assert complaints == []


def test_three_vrm(browser, real_vrm, tmp_path):
    shutil.copy(real_vrm, tmp_path / "avatar.vrm")
    page_of(tmp_path, r"VRM in three\.js", "vrm.update(1 / 60);")
    with open_page(browser, tmp_path / "recipe", "recipe", folder="glb") as (page, complaints):
        assert max(page.evaluate(_WEIGHTS, "viseme_aa")) == 1
        assert max(page.evaluate(_WEIGHTS, "jawOpen")) == 0
        assert complaints == []
