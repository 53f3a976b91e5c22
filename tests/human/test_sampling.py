"""Sampled people: plausible where nothing was said, obedient where something was."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter

import numpy as np
import pytest
import torch

from facegen.human.dice import Dice
from facegen.human.dressing import MEN, WOMEN
from facegen.human.person import Person
from facegen.human.populations import HAIR_COLORS, REGIONS, WORLD_SHARES, blend_regions
from facegen.human.sampling import LOCAL_LIMIT, sample_person, sample_pool
from facegen.human.shape import sliders
from facegen.human.tendencies import usual_sliders
from facegen.language import read_prompt


def pool(prompt: str | None, n: int, seed: int = 0) -> list[Person]:
    """`n` people for `prompt`."""
    generator = torch.Generator().manual_seed(seed)
    return sample_pool(read_prompt(prompt) if prompt else None, n, generator)


@pytest.fixture(scope="module")
def crowd() -> list[Person]:
    """2,000 people of whom nothing was said."""
    return pool(None, 2000)


@pytest.fixture(scope="module")
def children() -> list[Person]:
    """2,000 children of all ages."""
    return [p for age in range(1, 17) for p in pool(f"{age} years old", 125, age)]


def test_every_person_is_a_valid_recipe(crowd: list[Person], children: list[Person]) -> None:
    for person in crowd + children:
        assert Person.from_json(person.to_json()) == person


def test_unsaid_sliders_stay_within_the_plausible(crowd: list[Person]) -> None:
    table = sliders()
    for person in crowd:
        usual = usual_sliders(person.shape.age, person.shape.gender)
        for name, value in person.shape.local.items():
            low, high = table[name].bounds
            assert low <= value <= high
            if name.startswith(("eye-bag", "neck-double", "eye-epicanthus")):
                continue
            limit = 0.11 if table[name].group == "asym" else LOCAL_LIMIT
            assert abs(value - usual.get(name, 0.0)) <= limit + 1e-9, name


def test_faces_differ(crowd: list[Person]) -> None:
    spread = np.std([p.shape.local.get("nose-scale-horiz", 0.0) for p in crowd])
    assert 0.08 < spread < 0.15
    assert len({p.hair.style for p in crowd}) == 14
    assert len({p.brows.style for p in crowd}) >= 8


def test_families_are_blended_never_pure(crowd: list[Person]) -> None:
    for person in crowd:
        shape = person.shape
        shares = (shape.african, shape.asian, shape.caucasian)
        assert math.isclose(sum(shares), 1.0, abs_tol=1e-9)
        assert min(shares) > 0.01 and max(shares) < 0.95


def test_gender_is_clear_but_no_caricature(crowd: list[Person]) -> None:
    values = np.array([p.shape.gender for p in crowd])
    assert ((values >= 0.08) & (values <= 0.20) | (values >= 0.80) & (values <= 0.92)).all()
    assert 0.45 < (values > 0.5).mean() < 0.55


def test_children_have_no_beard_no_make_up_and_smooth_skin(children: list[Person]) -> None:
    for person in children:
        assert person.facial_hair.style == "none"
        assert person.skin.stubble == 0
        assert person.skin.lip_color is None and person.skin.eyeshadow is None
        assert person.skin.eyeliner == 0 and person.skin.wrinkles == 0
        assert person.hair.grey == 0 and person.hair.style != "bald"
        assert person.outfit.startswith("male_") or person.outfit == "female_casualsuit01"


def test_women_have_no_beards_unless_said(crowd: list[Person]) -> None:
    assert all(p.facial_hair.style == "none" and p.skin.stubble == 0
               for p in crowd if p.shape.gender < 0.5)  # fmt: skip
    assert all(p.facial_hair.style == "full beard" for p in pool("a bearded woman", 20))


def test_outfits_fit_the_gender(crowd: list[Person]) -> None:
    for person in crowd:
        tables = (MEN, WOMEN) if person.shape.gender >= 0.5 else (WOMEN, MEN)
        mine, others = (set().union(*table.values()) for table in tables)
        assert person.outfit in mine - others


def test_a_crowd_wears_no_uniform(crowd: list[Person]) -> None:
    worn = Counter((p.outfit, p.outfit_color) for p in crowd)
    assert worn.most_common(1)[0][1] < 0.06 * len(crowd)
    assert len({p.outfit_color for p in crowd}) > 12


def test_grey_and_wrinkles_rise_with_age(crowd: list[Person]) -> None:
    ages = np.array([p.shape.age for p in crowd])
    grey = np.array([p.hair.grey for p in crowd])
    wrinkles = np.array([p.skin.wrinkles for p in crowd])
    bins = [(18, 30), (30, 45), (45, 60), (60, 75), (75, 91)]
    for values in (grey, wrinkles):
        means = [values[(ages >= low) & (ages < high)].mean() for low, high in bins]
        assert means == sorted(means) and means[-1] > means[0] + 0.5
    eighty = pool("an 80 year old person", 300)
    assert np.mean([p.hair.grey > 0.5 for p in eighty]) > 0.85


def test_origin_decides_tone_hair_and_eyes() -> None:
    for prompt, region in (("Swedish person", "northern europe"), ("Nigerian", "west africa"),
                           ("Japanese person", "east asia"), ("Indian person",
                                                              "south asia")):  # fmt: skip
        tones = [p.skin.melanin for p in pool(prompt, 200)]
        assert abs(np.mean(tones) - REGIONS[region].melanin) < 0.03, prompt
    japanese = pool("Japanese person, 25 years old", 200)
    assert all(max(p.hair.color) < 0.15 for p in japanese)
    assert np.mean([p.shape.asian for p in japanese]) > 0.75
    blue = np.mean([p.eyes.iris_left[2] > p.eyes.iris_left[0] for p in pool("Swedish", 200)])
    assert blue > 0.55


def test_said_colours_choose_a_likely_origin() -> None:
    assert np.mean([p.skin.melanin for p in pool("woman with red hair", 200)]) < 0.16
    assert np.mean([p.skin.melanin for p in pool("woman with an afro", 200)]) > 0.55
    assert np.mean([p.shape.african for p in pool("woman with very dark skin", 200)]) > 0.6


def test_what_is_said_comes_out_as_said() -> None:
    prompt = (
        "a 42 year old muscular woman with dark skin, a buzz cut, violet eyes, green lipstick, "
        "many freckles, a scar on her chin, glasses, a hat, a very big nose, smiling, a black suit"
    )
    reading = read_prompt(prompt)
    for person in sample_pool(reading, 50, torch.Generator().manual_seed(3)):
        assert person.shape.age == 42 and person.shape.gender < 0.2
        assert person.shape.muscle == reading.value("build.muscle")
        assert person.skin.melanin == reading.value("skin.tone")
        assert person.skin.freckles == reading.value("skin.freckles")
        assert person.skin.lip_color == reading.value("makeup.lips")
        assert person.skin.scars == ("chin",)
        assert person.hair.style == "buzz"
        assert person.eyes.iris_left == person.eyes.iris_right == reading.value("eyes.color")
        assert person.glasses and person.hat
        assert person.outfit in WOMEN["formal"]
        assert person.outfit_color == reading.value("outfit.color")
        assert person.expression == reading.value("expression")
        for name, value in reading.sliders().items():
            assert abs(person.shape.local[name] - value) <= 0.3 * LOCAL_LIMIT + 1e-9


@pytest.mark.parametrize(
    ("prompt", "styles"),
    [
        ("woman with long straight hair", {"long01"}),
        ("woman with short hair", {"short01", "short02", "short03", "short04"}),
        ("man with curly hair", {"curly"}),
        ("Black woman with coily hair", {"afro01"}),
        ("woman with a bob", {"bob01", "bob02"}),
        ("person with hair tied back", {"ponytail01", "bun"}),
        ("bald man", {"bald"}),
        ("woman with shoulder-length hair", {"bob01", "bob02", "curly", "afro01"}),
    ],
)
def test_hair_words_choose_the_style(prompt: str, styles: set[str]) -> None:
    drawn = [p.hair.style for p in pool(prompt, 100)]
    assert np.mean([style in styles for style in drawn]) >= 0.9, set(drawn)


def test_what_is_ruled_out_does_not_appear() -> None:
    blond = HAIR_COLORS["blond"]
    for person in pool("Swedish man, not blond, not bald", 200):
        assert person.hair.style != "bald"
        assert math.dist(person.hair.color, blond) > 0.05


def test_dyed_heads_keep_natural_brows() -> None:
    for person in pool("a young woman with pink hair", 50):
        assert person.brows.color is not None and max(person.brows.color) < 0.75
        assert math.dist(person.brows.color, person.hair.color) > 0.2


def test_same_seed_same_person_and_pool_starts_with_it() -> None:
    reading = read_prompt("an old man")
    alone = sample_person(reading, torch.Generator().manual_seed(11))
    again = sample_person(reading, torch.Generator().manual_seed(11))
    many = sample_pool(reading, 3, torch.Generator().manual_seed(11))
    assert alone == again == many[0]
    assert len({p.to_json()["skin"]["seed"] for p in many}) == 3
    assert sample_person(reading, torch.Generator().manual_seed(12)) != alone


def test_saying_one_thing_leaves_the_rest_alone() -> None:
    def person(prompt: str) -> Person:
        return sample_person(read_prompt(prompt), torch.Generator().manual_seed(5))

    plain, spotted = (
        person("a 30 year old Greek woman"),
        person("a 30 year old Greek woman with freckles"),
    )
    assert dataclasses.replace(spotted.skin, freckles=plain.skin.freckles) == plain.skin
    assert dataclasses.replace(spotted, skin=plain.skin) == plain


def test_world_shares_name_regions() -> None:
    assert set(WORLD_SHARES) <= set(REGIONS)
    assert math.isclose(sum(WORLD_SHARES.values()), 1.05, abs_tol=0.1)
    mixed = blend_regions({"east asia": 1.0, "west africa": 1.0})
    assert mixed.melanin == pytest.approx((0.20 + 0.86) / 2)
    with pytest.raises(KeyError):
        blend_regions({"atlantis": 1.0})


def test_dice_are_even_and_repeatable() -> None:
    values = [Dice(seed).unit("nose") for seed in range(4000)]
    assert abs(np.mean(values) - 0.5) < 0.02 and abs(np.std(values) - 12**-0.5) < 0.01
    assert values[7] == Dice(7).unit("nose") != Dice(7).unit("ears")
    counts = [Dice(seed).weighted("x", {"a": 3.0, "b": 1.0}) for seed in range(2000)]
    assert abs(counts.count("a") / 2000 - 0.75) < 0.03


def test_hair_goes_with_the_said_beard() -> None:
    red = read_prompt("a dwarf of 60 with a red beard").value("beard.color")
    for person in pool("a dwarf of 60 with a red beard", 20):
        assert person.hair.color == red and person.hair.grey == 0
    assert all(p.hair.grey > 0.3 for p in pool("a man of 80 with a white beard", 20))


def test_strange_beings_and_eye_patches_come_without_glasses() -> None:
    for prompt in ("a lizard man of 70", "an old robot", "an old pirate with an eye patch"):
        assert not any(person.glasses for person in pool(prompt, 60))
    assert all(person.glasses for person in pool("a robot with glasses", 5))
