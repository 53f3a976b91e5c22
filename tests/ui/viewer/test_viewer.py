"""The viewer in real Chromium: what it shows, how it moves, how it is used."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from tests.ui.viewer.conftest import canvas_picture, inside, opened, wait_for


def test_the_face_the_sliders_and_the_file_agree(person):
    assert person.locator("#name").inner_text() == "A test"
    assert person.locator("#groups input[type=range]:not(:disabled)").count() == 52
    assert "67 shapes" in person.locator("#facts").text_content()
    picture = canvas_picture(person)
    assert picture[..., :3].std() > 20, "the stage is empty"
    assert picture[..., 3].min() == 255


def test_morphs_move_the_surface_and_its_normals(person):
    """On the processor, as the file's morphs say, and the normals stay unit length."""
    result = inside(
        person,
        """const { morphs, mesh } = viewer.avatar.parts.find(({ mesh }) => mesh.name === 'head');
        viewer.avatar.apply({ jawOpen: 0.5, mouthSmileLeft: 1 });
        const { position, normal } = mesh.geometry.attributes;
        const expected = morphs.rest.slice();
        for (const [name, weight] of [['jawOpen', 0.5], ['mouthSmileLeft', 1]]) {
          const { places, offsets } = morphs.patches[morphs.names.indexOf(name)];
          places.forEach((place, i) => {
            for (let c = 0; c < 3; c += 1) expected[3 * place + c] += weight * offsets[3 * i + c];
          });
        }
        let worst = 0, turned = 0, length = 0;
        for (let i = 0; i < expected.length; i += 1) {
          worst = Math.max(worst, Math.abs(expected[i] - position.array[i]));
        }
        const own = normal.array.slice();
        viewer.avatar.apply({});
        let same = 0;
        for (let i = 0; i < own.length; i += 3) {
          length = Math.max(length, Math.abs(Math.hypot(own[i], own[i + 1], own[i + 2]) - 1));
          turned = Math.max(turned, Math.abs(own[i + 1] - normal.array[i + 1]));
          same = Math.max(same, Math.abs(position.array[i] - morphs.rest[i]));
        }
        viewer.avatar.apply(viewer.panel.weights);
        return { worst, turned, length, same }""",
    )
    assert result["worst"] < 1e-6 and result["same"] == 0
    assert result["turned"] > 0.2 and result["length"] < 1e-2


def test_search_filters_the_sliders(person):
    person.click("#tab-face")
    person.fill("#search", "smile")
    shown = person.locator("#groups .row:visible label").all_inner_texts()
    assert shown == ["Smile, left", "Smile, right"]
    person.fill("#search", "eyelid left")
    assert set(person.locator("#groups .row:visible label").all_inner_texts()) >= {"Blink, left"}
    person.fill("#search", "elephant")
    assert person.locator("#groups .row:visible").count() == 0
    assert "elephant" in person.locator("#nothing-found").inner_text()
    person.fill("#search", "")
    assert person.locator("#groups details:visible").count() == 7
    assert person.locator("#nothing-found").is_hidden()


def test_presets_fade_and_relax(person):
    neutral = canvas_picture(person)
    person.get_by_role("button", name="Joy").click()
    wait_for(person, "document.getElementById('mouthSmileLeft').value > 0.7")
    assert np.abs(canvas_picture(person).astype(int) - neutral).max() > 30
    person.get_by_role("button", name="Relax face").click()
    wait_for(person, "document.getElementById('mouthSmileLeft').value === '0'")


def test_speaking_closes_the_lips_at_m_and_p(person):
    """The real lips: apart at "a", together at "m" and "p", though the sliders open them."""
    gaps = inside(
        person,
        """const { plan } = await import('/viewer/speech.js');
        const { motion, avatar } = viewer;
        const { morphs, mesh } = avatar.parts.find(({ mesh }) => mesh.name === 'head');
        const { names, patches, rest } = morphs;
        const script = plan('mama papa', 'en');
        let now = 0;
        motion.say(script, () => now, () => {});
        motion.share = 1; // the voice has begun
        // Of the points that the jaw moves, the one at the front and middle that moves most is on
        // the lower lip or chin: how far it is below its place tells how open the mouth is.
        const jaw = patches[names.indexOf('jawOpen')];
        let lip = 0, best = 0;
        jaw.places.forEach((place, i) => {
          const score = -jaw.offsets[3 * i + 1] + rest[3 * place + 2];
          if (Math.abs(rest[3 * place]) < 0.005 && score > best) [best, lip] = [score, place];
        });
        const low = [], high = [];
        const opening = () => {
          const base = { jawOpen: 0.3, mouthLowerDownLeft: 0.5 };
          avatar.apply(motion.step(0.0001, avatar).weights(base));
          return 1000 * (rest[3 * lip + 1] - mesh.geometry.attributes.position.array[3 * lip + 1]);
        };
        for (const { viseme, start, end } of script.shapes) {
          now = (start + end) / 2;
          (viseme === 'PP' ? low : high).push(opening());
        }
        motion.hush();
        motion.share = 0;
        avatar.apply(viewer.panel.weights);
        return { low, high }""",
    )
    assert len(gaps["low"]) == 4 and len(gaps["high"]) == 4
    # Millimetres.
    assert max(gaps["low"]) < 2
    assert min(gaps["high"]) > 4


def test_say_this_shows_captions_and_can_be_stopped(person):
    person.click("#tab-play")
    person.fill("#say-text", "mama papa says hello to everybody in this very long sentence")
    person.click("#speak")
    wait_for(person, "document.querySelector('#caption mark')?.textContent.length > 1")
    assert person.locator("#speak").inner_text() == "Stop"
    said = "Object.entries(viewer.worn).some(([n, w]) => n.startsWith('viseme_') && w > 0.3)"
    wait_for(person, said)
    person.click("#speak")
    assert person.locator("#speak").inner_text() == "Speak"
    assert person.locator("#caption").is_hidden()
    person.fill("#say-text", "你好")
    person.click("#speak")
    assert "Latin letters" in person.locator("#caption").inner_text()


def test_mouth_shapes_are_held_and_let_go(person):
    person.click("#tab-play")
    buttons = person.locator("#visemes button")
    assert buttons.count() == 15
    buttons.nth(10).click()
    wait_for(person, "viewer.worn.viseme_aa > 0.9")
    assert buttons.nth(10).get_attribute("aria-pressed") == "true"
    buttons.nth(10).click()
    wait_for(person, "!(viewer.worn.viseme_aa > 0.01)")


def test_eyes_and_head_follow_the_pointer(person):
    person.click("#tab-play")
    person.check("#gaze")
    box = person.locator("#canvas").bounding_box()
    looks = {}
    for side, x in (("left", 0.02), ("right", 0.98)):
        person.mouse.move(box["x"] + x * box["width"], box["y"] + 0.35 * box["height"])
        name = "eyeLookInLeft" if side == "left" else "eyeLookOutLeft"
        wait_for(person, f"viewer.worn.{name} > 0.2")
        looks[side] = inside(
            person, "return [viewer.worn, viewer.motion.gaze.eyes, viewer.motion.gaze.head]"
        )
    for side, sign in (("left", -1), ("right", 1)):
        worn, eyes, head = looks[side]
        assert sign * eyes[0] > 8 and abs(eyes[0]) <= 30
        assert abs(head[0]) <= 14
        # Both eyes turn to one side: the one outwards, the other inwards.
        assert (worn["eyeLookOutLeft"] > 0.1) == (worn["eyeLookInRight"] > 0.1)
    person.uncheck("#gaze")


def test_each_surface_shows_something_of_its_own(person):
    person.click("#tab-view")
    seen = {}
    for name in ("shaded", "clay", "normals", "colour", "roughness", "occlusion", "wireframe"):
        person.click(f"[data-surface={name}]")
        seen[name] = canvas_picture(person)[..., :3].astype(int)
    names = list(seen)
    for i, first in enumerate(names):
        for second in names[:i]:
            assert np.abs(seen[first] - seen[second]).mean() > 1, (first, second)
    height, width = seen["normals"].shape[:2]
    middle = seen["normals"][height // 2 - 8 : height // 2 + 8, width // 2 - 8 : width // 2 + 8]
    assert middle[..., 2].mean() > 180, "what faces the camera is blue"
    grey = seen["roughness"].reshape(-1, 3)
    assert (np.ptp(grey, axis=1) < 6).mean() > 0.9
    person.click("[data-surface=shaded]")


def test_uv_layout_is_drawn_per_part(person):
    person.click("#tab-view")
    person.click("[data-surface=uv]")
    parts = person.locator("#uv-part option").evaluate_all("all => all.map((o) => o.value)")
    assert {"head", "eye_left", "teeth"} <= set(parts)
    drawings = []
    for part in ("head", "teeth"):
        person.select_option("#uv-part", part)
        shot = person.locator("#uv-canvas").screenshot()
        drawings.append(np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"), int))
        assert drawings[-1].std() > 5
    assert np.abs(drawings[0] - drawings[1]).mean() > 5
    person.click("[data-surface=shaded]")
    assert person.locator("#uv").is_hidden()


def test_before_and_after_share_the_view(person):
    after = canvas_picture(person)[..., :3].astype(int)
    person.locator("#compare").wait_for()
    person.click("#compare")
    person.focus("#divider")
    both = canvas_picture(person)[..., :3].astype(int)
    half = both.shape[1] // 2
    assert np.abs(both[:, : half - 4] - after[:, : half - 4]).mean() > 3, "left: the earlier one"
    assert np.abs(both[:, half + 4 :] - after[:, half + 4 :]).mean() < 0.5, "right: this one"
    person.keyboard.press("End")
    assert person.get_attribute("#divider", "aria-valuenow") == "97"
    box = person.locator("#divider").bounding_box()
    person.mouse.move(box["x"] + 22, box["y"] + 100)
    person.mouse.down()
    person.mouse.move(60, box["y"] + 100)
    person.mouse.up()
    assert int(person.get_attribute("#divider", "aria-valuenow")) < 40
    person.click("#compare")
    assert person.locator("#compare-bar").is_hidden()


def test_keyboard_turns_moves_zooms_and_resets(person):
    person.focus("#canvas")
    place = "return [...viewer.stage.camera.position, ...viewer.stage.controls.target]"
    home = np.array(inside(person, place))
    for key in ("ArrowLeft", "Shift+ArrowUp", "+"):
        before = np.array(inside(person, place))
        person.keyboard.press(key)
        after = np.array(inside(person, place))
        assert np.abs(after - before).max() > 1e-3, key
    person.keyboard.press("0")
    assert np.allclose(inside(person, place), home, atol=1e-6)


def test_nothing_is_drawn_while_nothing_moves(person):
    person.wait_for_timeout(1_500)
    drawn = inside(
        person,
        """let count = 0;
        const { stage } = viewer;
        stage.onDraw = () => { count += 1; };
        await new Promise((resolve) => setTimeout(resolve, 700));
        stage.onDraw = null;
        return count""",
    )
    assert drawn == 0


def test_screenshots_can_be_transparent(person):
    corner, centre = inside(
        person,
        """const blob = await viewer.stage.screenshot(true);
        const image = await createImageBitmap(blob);
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const at = (x, y) => [...context.getImageData(x, y, 1, 1).data];
        return [at(2, 2), at(image.width / 2, image.height / 2)]""",
    )
    assert corner[3] == 0 and centre[3] == 255
    person.click("#tab-view")
    with person.expect_download() as saved:
        person.click("#screenshot")
    assert saved.value.suggested_filename == "a-test.png"
    assert canvas_picture(person)[..., 3].min() == 255


def test_tabs_and_labels_serve_the_keyboard_and_screen_readers(person):
    person.focus("#tab-view")
    person.click("#tab-view")
    person.keyboard.press("ArrowRight")
    assert person.locator("#panel-face").is_visible() and person.locator("#panel-view").is_hidden()
    unnamed = person.evaluate(
        "[...document.querySelectorAll('input, select, textarea, button, [role=slider]')].filter("
        "e => !(e.labels?.length || e.ariaLabel || e.textContent.trim())).map(e => e.outerHTML)"
    )
    assert unnamed == []


def test_errors_say_what_to_do(browser, address):
    cases = {
        "src=../models/nobody.glb": "Generate it again",
        "src=../models/broken.glb": "could not be opened",
        "src=https://example.com/a.glb": "only files of this server",
    }
    for query, sentence in cases.items():
        context = browser.new_context(viewport={"width": 400, "height": 300})
        page = context.new_page()
        page.goto(f"{address}/viewer/index.html?{query}")
        page.wait_for_selector("body[data-state=error]", timeout=60_000)
        assert sentence in page.locator("#status").inner_text()
        context.close()


def test_a_phone_has_the_panel_below_and_nothing_sticks_out(browser, address):
    phone = {"viewport": {"width": 400, "height": 800}, "has_touch": True, "color_scheme": "dark"}
    with opened(browser, address, "src=../models/ball.glb", **phone) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        stage, panel = (page.locator(f".{name}").bounding_box() for name in ("stage", "panel"))
        assert panel["y"] >= stage["y"] + stage["height"] - 1 and stage["height"] > 380
        for button in page.locator(".toolbar button:visible, [role=tab]").all():
            assert min(button.bounding_box()["height"], button.bounding_box()["width"]) >= 40
        page.click("#tab-play")
        assert page.locator("#speak").is_visible()


def test_another_avatar_can_be_sent_in_by_message(browser, address):
    with opened(browser, address, "src=../models/ball.glb") as page:
        page.evaluate(
            "window.postMessage({type: 'facegen:load', src: '../models/ball.glb', name: 'Second',"
            " before: '../models/ball.glb'}, location.origin)"
        )
        wait_for(page, "document.getElementById('name').textContent === 'Second'")
        page.locator("#compare").wait_for()
        page.evaluate(
            "window.postMessage({type: 'facegen:expression', weights: {jawOpen: 0.6}},"
            " location.origin)"
        )
        wait_for(page, "document.getElementById('jawOpen').value === '0.6'")


def test_a_person_from_a_photo_wears_its_face_first(browser, address):
    with opened(browser, address, "src=../models/photo.glb") as page:
        button = page.get_by_role("button", name="As in the photo")
        assert button.get_attribute("aria-pressed") == "true"
        wait_for(page, "Math.abs(viewer.worn.jawOpen - 0.4) < 1e-6")
        page.click("#relax")
        wait_for(page, "!(viewer.worn.jawOpen > 0)")
        button.click()
        wait_for(page, "Math.abs(viewer.worn.jawOpen - 0.4) < 1e-6")
        assert "from a single photo" in page.locator("#say-text").input_value()


def test_a_person_from_words_has_no_photo_to_look_like(browser, address):
    with opened(browser, address, "src=../models/person.glb") as page:
        assert not page.locator("[data-preset='As in the photo']").is_visible()
        assert "from a single sentence" in page.locator("#say-text").input_value()
