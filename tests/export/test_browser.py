"""Our files are alive in the programs that people open them with."""

import numpy as np

from facegen.avatar import MORPHS
from facegen.export.optimize import optimize_glb
from tests.export.browser import open_page, picture

_MOUTH = np.s_[160:280, 90:230]


def _show_face(page) -> np.ndarray:
    page.evaluate(
        "() => { const [x, y, z] = page.place('Head');"
        " page.look([x, y + 0.06, z], 0.85, 15); page.draw() }"
    )
    return picture(page)


def _difference(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a - b).mean())


def test_three_js_opens_the_mouth_and_plays_the_clip(chromium, real_glb):
    with open_page(chromium, real_glb("bust"), "three") as (page, complaints):
        neutral = _show_face(page)
        assert _difference(neutral, np.broadcast_to(neutral[0, 0], neutral.shape)) > 0.05
        assert page.evaluate("page.sceneName") == "Armature"
        assert page.evaluate("page.clips") == [["idle", 8]]
        for names in page.evaluate("page.morphNames"):
            assert tuple(names) == MORPHS
        page.evaluate("page.setMorph('jawOpen', 0.9)")
        opened = _show_face(page)
        assert _difference(opened[_MOUTH], neutral[_MOUTH]) > 0.02
        assert _difference(opened[:80], neutral[:80]) < 0.002
        page.evaluate("page.setMorph('jawOpen', 0)")
        assert _difference(_show_face(page), neutral) == 0
        page.evaluate("page.playClip('idle', 1.49)")
        blinking = _show_face(page)
        assert min(page.evaluate("page.getMorph('eyeBlinkLeft')")) > 0.9
        assert 0.001 < _difference(blinking, neutral) < 0.1
        assert complaints == []


def test_the_compressed_file_looks_the_same(chromium, real_glb, tmp_path):
    packed = optimize_glb(real_glb("bust"), tmp_path / "packed.glb")
    with open_page(chromium, real_glb("bust"), "three") as (page, _):
        page.evaluate("page.setMorph('jawOpen', 0.9)")
        plain = _show_face(page)
    with open_page(chromium, packed, "three") as (page, complaints):
        page.evaluate("page.setMorph('jawOpen', 0.9)")
        assert _difference(_show_face(page), plain) < 0.01
        assert complaints == []


def test_talkinghead_speaks_and_gestures_with_the_whole_body(chromium, real_glb):
    with open_page(chromium, real_glb("full"), "talkinghead") as (page, complaints):
        page.wait_for_timeout(2500)
        hands = page.evaluate("['LeftHand', 'RightHand'].map(page.place)")
        hips, head = page.evaluate("['Hips', 'Head'].map(page.place)")
        for hand in hands:
            # Standing at ease: the hands hang beside the hips, not out as in the file.
            assert abs(hand[1] - hips[1]) < 0.25 and abs(hand[0]) < 0.45
        assert head[1] - hips[1] > 0.4 and abs(head[0] - hips[0]) < 0.15
        silent = picture(page)
        # Slowly: software rendering on a busy machine shows one or two frames a second.
        page.evaluate("page.speak(['aa', 'PP', 'O'], 6000)")
        page.wait_for_function(
            "['aa', 'PP', 'O'].every(v => page.spoken.peak['viseme_' + v] > 0.2)"
        )
        assert _difference(picture(page), silent) > 1e-4
        page.evaluate("page.gesture('handup')")
        page.wait_for_function("page.place('LeftHand')[1] > page.place('Spine2')[1]")
        assert _difference(picture(page), silent) > 0.01
        assert complaints == []
