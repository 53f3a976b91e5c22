"""Text to mouth shapes, without a browser: the viewer's own modules in Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from facegen.setup.node import node_command
from tests.ui.viewer.conftest import VIEWER

_MODULES = ("spelling.js", "english.js", "latin.js", "speech.js", "visemes.js", "face.js")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory):
    """`run(code)`: JSON of what `code` returns; all exports are in scope."""
    folder = tmp_path_factory.mktemp("speech")
    for name in _MODULES:
        shutil.copy(VIEWER / name, folder / name)
    (folder / "package.json").write_text('{"type": "module"}')

    def evaluate(code: str):
        scope = "".join(f"import * as m{i} from './{name}';\n" for i, name in enumerate(_MODULES))
        names = ", ".join(f"...m{i}" for i in range(len(_MODULES)))
        script = folder / "run.js"
        script.write_text(
            f"{scope}const all = {{{names}}};\nconst {{ plan, mouthAt, closureAt, wordAt, parade,"
            " VISEMES, englishSounds, englishNumber, latinSounds } = all;\n"
            f"console.log(JSON.stringify((() => {{ {code} }})()));"
        )
        done = subprocess.run(
            [node_command(), str(script)], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return evaluate


def test_english_spelling_sounds_as_it_should(run):
    expected = {
        "hello": "HH EH L OW", "knight": "N AY T", "thinking": "TH IH NG K IH NG",
        "nation": "N EY SH AH N", "change": "CH EY N JH", "making": "M EY K IH NG",
        "phone": "F OW N", "people": "P IY P AH L", "together": "T AH G EH DH ER",
        "stopped": "S T AA P T", "wanted": "W AO N T IH D", "picture": "P IH K CH ER",
        "finger": "F IH NG ER", "school": "S K UW L", "write": "R AY T", "though": "DH OW",
        "beautiful": "B Y UW T IH F UH L", "quickly": "K W IH K L IY", "singing": "S IH NG IH NG",
        "summer": "S AH M ER", "rabbit": "R AE B IH T", "light": "L AY T", "boat": "B OW T",
    }  # fmt: skip
    words = list(expected)
    said = run(f"return {json.dumps(words)}.map((word) => englishSounds(word).join(' '))")
    assert dict(zip(words, said, strict=True)) == expected


def test_numbers_and_abbreviations_are_read_out(run):
    numbers = ["0", "7", "42", "100", "342", "1984", "2026", "12005", "1000000", "007"]
    assert run(f"return {json.dumps(numbers)}.map(englishNumber)") == [
        "zero", "seven", "forty two", "one hundred", "three hundred and forty two",
        "nineteen eighty four", "two thousand and twenty six", "twelve thousand and five",
        "one million", "zero zero seven",
    ]  # fmt: skip
    same = "plan('{}').shapes.map((s) => s.viseme).join()"
    assert run(f"return {same.format('I am 25.')}") == run(
        f"return {same.format('I am twenty five.')}"
    )
    assert run(f"return {same.format('3.5')}") == run(f"return {same.format('three point five')}")
    assert run("return englishSounds('bbc', true).join(' ')") == "B IY B IY S IY"


def test_lips_meet_at_every_p_b_m_and_open_between(run):
    shapes, samples = run(
        """const script = plan('mama papa');
        const at = (t) => mouthAt(script, t);
        return [script.shapes, script.shapes.map(({ start, end }) => at((start + end) / 2))]"""
    )
    assert [shape["viseme"] for shape in shapes] == ["PP", "aa"] * 4
    for shape, weights in zip(shapes, samples, strict=True):
        others = sum(w for name, w in weights.items() if name != f"viseme_{shape['viseme']}")
        if shape["viseme"] == "PP":
            assert weights["viseme_PP"] > 0.95 and others < 0.02
        else:
            assert weights["viseme_aa"] > 0.55 and weights.get("viseme_PP", 0) < 0.15


def test_shapes_flow_without_jumps_and_never_exceed_one(run):
    steps = run(
        """const script = plan('The quick brown fox jumps over the lazy dog, doesn’t it?');
        const frames = [];
        for (let t = 0; t < script.duration; t += 1 / 120) frames.push(mouthAt(script, t));
        let jump = 0, most = 0;
        frames.forEach((frame, i) => {
          most = Math.max(most, Object.values(frame).reduce((a, b) => a + b, 0));
          const both = { ...frame, ...frames[i - 1] };
          for (const name of Object.keys(both)) {
            if (i) jump = Math.max(jump, Math.abs((frame[name] ?? 0) - (frames[i - 1][name] ?? 0)));
          }
        });
        return { jump, most, last: Object.values(frames.at(-1)).reduce((a, b) => a + b, 0) }"""
    )
    assert steps["most"] <= 1.001
    assert steps["jump"] < 0.45  # of a shape in 8 ms: only lips that snap shut come near
    assert steps["last"] < 0.05, "the mouth rests when all is said"


def test_rhythm(run):
    slow, normal, comma, stop, plain = run(
        """const time = (text, pace) => plan(text, 'en', pace).duration;
        return [time('hello there my friend', 0.8), time('hello there my friend', 1),
          time('hello, there', 1), time('hello. there', 1), time('hello there', 1)]"""
    )
    assert slow > 1.15 * normal
    assert plain + 0.1 < comma < stop
    assert 0.8 < normal < 2.0, "about four and a half syllables a second"


def test_the_caption_follows_the_words(run):
    text = "Hello big world"
    words = run(
        f"const p = plan('{text}'); return p.words.map((w) => [w.from, w.to, w.start, w.end])"
    )
    assert [text[a:b] for a, b, _, _ in words] == ["Hello", "big", "world"]
    for i, (_, _, start, end) in enumerate(words):
        middle = (start + end) / 2
        assert run(f"return wordAt(plan('{text}'), {middle})") == i
    assert run(f"return wordAt(plan('{text}'), 99)") == -1


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Schönen Tag", "CH O nn aa nn DD aa kk"),
        ("fr", "Bonjour", "PP O U nn CH U RR"),
        ("es", "Hola", "O nn aa"),
        ("it", "Ciao", "CH aa O"),
        ("pt", "Bom dia", "PP O PP DD I aa"),
        ("la", "Ahoj", "aa sil O I"),
    ],
)
def test_other_languages_sound_as_they_are_written(run, code, text, expected):
    shapes = run(f"return plan({json.dumps(text)}, '{code}').shapes.map((s) => s.viseme).join(' ')")
    assert shapes == expected


def test_nothing_to_say_and_too_much_to_say(run):
    silent = ["", "   ", "...", "你好", "🙂"]
    nothing = {"shapes": [], "words": [], "duration": 0}
    assert run(f"return {json.dumps(silent)}.map((text) => plan(text))") == [nothing] * 5
    long = "what a wonderful day it is " * 22
    assert run(f"return plan({json.dumps(long)}).words.length") == 6 * 22
    # Marks on letters, and things that are no words, break nothing.
    odd = ["café naïve Zoë", "<b>x</b> & 50%", "'''", "a-b_c", "12345678901234567890"]
    spoken = run(f"return {json.dumps(odd)}.map((text) => plan(text).words.length)")
    assert spoken == [3, 6, 0, 3, 1]


def test_the_parade_shows_all_fifteen_in_order(run):
    names, strongest = run(
        """const show = parade(1);
        return [show.names, show.names.map((name, i) => {
          const weights = Object.entries(mouthAt(show, i + 0.5)).sort((a, b) => b[1] - a[1]);
          return weights.length && weights[0][1] > 0.5 ? weights[0][0] : 'viseme_sil';
        })]"""
    )
    assert len(names) == 15
    assert strongest == [f"viseme_{name}" for name in names]
