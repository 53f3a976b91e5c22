"""One person at a time."""

from __future__ import annotations

import pytest

from facegen.language import read_prompt


@pytest.mark.parametrize(
    ("prompt", "took", "unsaid"),
    [
        ("a man and a woman with red hair and glasses", "man", ("hair.color", "glasses")),
        ("a mother holding her baby", "mother", ()),
        ("an old king next to a young elf with pointed ears", "king", ("ears.pointed",)),
        ("a girl with her bearded father", "girl", ("beard.style",)),
        ("two women with freckles", "women", ()),
        ("twins with black hair", "twins", ()),
    ],
)
def test_the_first_of_several_is_made_and_told(
    prompt: str, took: str, unsaid: tuple[str, ...]
) -> None:
    reading = read_prompt(prompt)
    assert f"One person is made at a time: took “{took}”." in reading.notices
    assert not [name for name in unsaid if reading.says(name)]


@pytest.mark.parametrize(
    "prompt",
    ["an old man, a farmer, with a hat", "She is a mother and a doctor", "elf queen with a crown",
     "a man who looks like a boxer", "a man in a pirate hat with a witch's nose",
     "an old woman's face", "a bearded lady from the circus", "a boy with the face of a clown"],
)  # fmt: skip
def test_one_person_with_two_names_is_one(prompt: str) -> None:
    assert not any("One person" in notice for notice in read_prompt(prompt).notices)
