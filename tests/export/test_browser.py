"""Our files are alive in the programs that people open them with."""

import numpy as np

from facegen.avatar import MORPHS
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


def test_three_js_opens_the_mouth_and_plays_the_clip(browser, real_glb):
    with open_page(browser, real_glb("bust"), "three") as (page, complaints):
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


def test_the_compressed_file_looks_the_same(browser, real_glb, real_packed):
    with open_page(browser, real_glb("bust"), "three") as (page, _):
        page.evaluate("page.setMorph('jawOpen', 0.9)")
        plain = _show_face(page)
    with open_page(browser, real_packed, "three") as (page, complaints):
        page.evaluate("page.setMorph('jawOpen', 0.9)")
        assert _difference(_show_face(page), plain) < 0.01
        assert complaints == []


def test_three_vrm_moves_the_face_and_reads_the_rights(browser, real_vrm):
    with open_page(browser, real_vrm, "vrm") as (page, complaints):

        def draw() -> np.ndarray:
            page.evaluate("page.draw()")
            return picture(page)

        assert page.evaluate("page.bones.length") == 54
        assert page.evaluate("page.expressions.length") == 18 + 52
        meta = page.evaluate("page.meta")
        assert meta["metaVersion"] == "1" and meta["avatarPermission"] == "everyone"
        assert meta["copyrightInformation"].startswith("Synthetic person")
        head, left, right = page.evaluate("['head', 'leftHand', 'rightHand'].map(page.bone)")
        # A T-pose: both hands as high as the shoulders, far out to the sides.
        assert left[0] > 0.5 and right[0] < -0.5 and abs(left[1] - right[1]) < 0.01
        x, y, z = head
        page.evaluate(f"page.look([{x}, {y + 0.06}, {z}], 0.85, -15); page.gaze(0, {y}, 50)")
        neutral = draw()
        page.evaluate("page.express('aa', 1)")
        spoken = draw()
        assert page.evaluate("page.morphs('head').viseme_aa") == 1
        assert _difference(spoken[_MOUTH], neutral[_MOUTH]) > 0.01
        assert _difference(spoken[:80], neutral[:80]) < 0.002
        page.evaluate("page.express('aa', 0); page.express('JawOpen', 0.5)")
        assert _difference(draw()[_MOUTH], neutral[_MOUTH]) > 0.01
        assert page.evaluate("page.morphs('head').jawOpen") == 0.5
        page.evaluate(f"page.express('JawOpen', 0); page.gaze(30, {y}, 50)")
        looking = draw()
        turned = page.evaluate("page.morphs('eye_left')")
        assert turned["eyeLookOutLeft"] > 0.9 and "eyeLookInLeft" not in turned
        assert 1e-4 < _difference(looking, neutral) < 0.01
        page.evaluate("page.express('blink', 1)")
        draw()
        assert page.evaluate("page.morphs('head').eyeBlinkLeft") == 1
        assert complaints == [] and page.evaluate("page.warnings") == []


def test_talkinghead_speaks_and_gestures_with_the_whole_body(browser, real_glb):
    with open_page(browser, real_glb("full"), "talkinghead") as (page, complaints):
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
