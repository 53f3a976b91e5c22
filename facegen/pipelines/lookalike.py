"""Look-alikes: one portrait with other looks, by edits of the fitted head (TFAG, section III-D).

x^j = h_mmd(p^j, m), equation 4. The paper's h_mmd is a diffusion over text and mask; here the
attributes of a prompt are set on the head fitted to the photo, which is drawn as the photo shows
it.
"""

from __future__ import annotations

import dataclasses
import functools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.human.figure import neutral_vertices
from facegen.human.hair.photo import keeps_photo
from facegen.human.likeness import Likeness
from facegen.human.likeness_file import pack_likeness
from facegen.human.person import Person
from facegen.human.skin.tone import skin_color_linear
from facegen.human.topology import EYE_LEFT, EYE_RIGHT
from facegen.language import read_prompt
from facegen.metrics.identity import distance
from facegen.models.identity import identity_encoder
from facegen.pipelines.draft import Draft
from facegen.pipelines.making import likeness_of
from facegen.pipelines.prompted import agreement, applied, left_out, wearing
from facegen.pipelines.sketch import Sketcher
from facegen.render.camera import Camera
from facegen.render.environment import Environment

SIZE = 512
"""Pixels along a side of a look-alike."""
_DIM = 0.25
"""Share of the soft light that lenses mirror."""
_PIXELS = ("skin", "hair", "ratio")
"""Fields of `Likeness` that hold a photo's colours."""
_MELANIN, _BLOOD = np.linspace(0, 1, 51), np.linspace(0, 1, 21)
_UNDERTONES = np.linspace(-1, 1, 9)
_GRID = (len(_MELANIN), len(_BLOOD))
_LOYALTY = 0.02
"""Squared log light that a unit of blood or undertone other than the recipe's costs."""
_RECIPE = {
    "head": ("skin",), "body": ("skin",), "eyes": ("eyes",), "hair": ("hair",),
    "brows": ("brows", "hair"), "beard": ("facial_hair", "hair"), "lashes": ("lashes", "hair"),
    "clothes": ("outfit", "outfit_color"), "glasses": ("glasses",), "hat": ("hat",),
    "mouth": ("teeth", "skin"),
}  # fmt: skip
"""Texture -> the fields of the recipe from which it is painted."""


def without_pixels(draft: Draft) -> Draft:
    """The same person with nothing of the photo's colours: attributes and shape alone.

    Of what the photo added, the shape's residual and the expression stay; skin, hair and tone, and
    the notes with the face's picture, vector and light, go; the skin's mean tone becomes numbers of
    the recipe. Whatever is made of it depends on the photo only through `draft.json` and
    millimetres.
    """
    likeness = likeness_of(draft)
    if likeness is None:
        return dataclasses.replace(draft, photo=None)
    toned = functools.partial(_toned, ratio=likeness.ratio)
    bare = dataclasses.replace(likeness, person=toned(likeness.person), **dict.fromkeys(_PIXELS))
    return dataclasses.replace(
        draft,
        person=toned(draft.person),
        base=None if draft.base is None else toned(draft.base),
        likeness=pack_likeness(bare),
        photo=None,
    )


def _toned(person: Person, ratio: Float32[ndarray, "13380 3"] | None) -> Person:
    """`person` whose pigments alone give the skin the mean tone that the photo's colours gave it.

    A tone is an attribute, as the colours of hair and eyes are: three numbers, in coarse steps.
    """
    if ratio is None:
        return person
    skin = person.skin
    had = skin_color_linear(np.array(skin.melanin), np.array(skin.haemoglobin), skin.undertone)
    wanted = np.log(had) + ratio.mean(0, dtype=np.float64)
    tried = [
        np.stack([*np.meshgrid(_MELANIN, _BLOOD, indexing="ij"), np.full(_GRID, undertone)], -1)
        for undertone in _UNDERTONES
    ]
    colors = [skin_color_linear(t[..., 0], t[..., 1], t[0, 0, 2]) for t in tried]
    apart = ((np.log(colors) - wanted) ** 2).sum(-1)
    apart += _LOYALTY * ((np.array(tried)[..., 1] - skin.haemoglobin) ** 2)
    apart += _LOYALTY * ((np.array(tried)[..., 2] - skin.undertone) ** 2)
    best = np.array(tried).reshape(-1, 3)[apart.argmin()]
    names = ("melanin", "haemoglobin", "undertone")
    found = {name: round(float(value), 3) for name, value in zip(names, best, strict=True)}
    return dataclasses.replace(person, skin=dataclasses.replace(skin, **found))


def texture_inputs(draft: Draft) -> dict[str, tuple[str, ...]]:
    """What each texture of the draft's avatar is made from, for a report.

    "recipe: ..." names fields of `Person`; "photo: ..." pixels of the photo, which no texture has
    after `without_pixels`.
    """
    likeness = likeness_of(draft) or Likeness(draft.person)
    person = draft.person
    worn = {
        "beard": person.facial_hair.style not in ("none", "stubble"),
        "glasses": person.glasses,
        "hat": person.hat,
        "hair": person.hair.style != "bald",
        "brows": likeness.skin is None or person.brows != likeness.person.brows,
    }
    inputs = {
        name: tuple(f"recipe: {part}" for part in parts)
        for name, parts in _RECIPE.items()
        if worn.get(name, True)
    }
    if likeness.skin is not None:
        inputs["head"] += ("photo: skin",)
    if likeness.ratio is not None:
        inputs["head"] += ("photo: tone of the skin",)
        inputs["body"] += ("photo: tone of the skin",)
    if likeness.hair is not None and "hair" in inputs and keeps_photo(person, likeness):
        inputs["hair"] += ("photo: hair",)
    return inputs


def _without_window(light: Environment) -> Environment:
    """`light` whose one window no lens mirrors: there it would hide the eyes."""
    specular = light.specular.copy()
    specular[0] = _DIM * specular[1]
    return dataclasses.replace(light, specular=specular)


@dataclass(frozen=True)
class LookAlike:
    """One prompt's picture, and what is to be said of it."""

    prompt: str
    draft: Draft
    """The person with the prompt's attributes: what the avatar is made of."""
    picture: UInt8[ndarray, "S S 3"] = field(repr=False)
    identity: float | None
    """Distance of the identity vectors of picture and photo; None when either shows no face."""
    agreement: Mapping[str, float]
    """Attribute -> 0..1, over what the prompt says (`prompted.agreement`)."""
    left_out: tuple[str, ...]
    """Words that ask for what cannot be set."""
    notices: tuple[str, ...]
    """Sentences for the user, such as that a name was ignored."""
    inputs: Mapping[str, tuple[str, ...]]
    """`texture_inputs`."""
    seconds: float
    """Processor time."""

    @property
    def agrees(self) -> float:
        """Mean agreement; 1 when nothing was said."""
        return float(np.mean(list(self.agreement.values()))) if self.agreement else 1.0


class AttributeSynthesizer:
    """FaceSynthesizer by edits of the head that was fitted to a photo.

    The picture is taken by the photo's camera, in its light and with its expression. `private` ones
    use no pixel of the photo: shape, attributes, expression and camera, in the studio's light.
    """

    def __init__(self, draft: Draft, *, sketcher: Sketcher, private: bool = False) -> None:
        """`draft` is a person who was read from a photo (or drawn from words: then a portrait in
        the studio). `sketcher` remembers the face until it is told to forget."""
        self.draft = without_pixels(draft) if private else draft
        self.private = private
        self._sketcher = sketcher
        self._photo = draft.photo
        likeness = likeness_of(draft)
        self._worn = {} if likeness is None else dict(likeness.expression)
        lit = draft.photo is not None and not private
        self._light = draft.photo.environment() if lit else None
        self._veiled = None if self._light is None else _without_window(self._light)

    def __call__(
        self, prompt: str, mask: Float32[ndarray, "19 S S"], *, seed: int = 0
    ) -> UInt8[ndarray, "S S 3"]:
        """The look-alike, as large as `mask`. The fitted head keeps the face's geometry by itself,
        and nothing is left to chance: neither mask nor seed changes what is drawn."""
        return self.draw(self._edited(prompt), len(mask[0]))

    def draw(self, draft: Draft, size: int = SIZE) -> UInt8[ndarray, "S S 3"]:
        """The draft's person as the photo shows its own."""
        return self._sketcher.picture(
            wearing(draft, self._worn),
            size,
            draft.likeness,
            camera=self._camera(draft),
            environment=self._veiled if draft.person.glasses else self._light,
        )

    def _camera(self, draft: Draft) -> Camera | None:
        """The photo's, moved along with the eyes of who grew or shrank; None without a photo."""
        if self._photo is None or draft.person.shape == self.draft.person.shape:
            return None if self._photo is None else self._photo.camera
        moved = self._eyes(draft) - self._eyes(self.draft)
        camera = self._photo.camera
        eye, target = (tuple(map(float, at + moved)) for at in (camera.eye, camera.target))
        return camera.replace(eye=eye, target=target)

    def _eyes(self, draft: Draft) -> Float32[ndarray, "3"]:
        """Between the eyes, metres."""
        vertices = neutral_vertices(draft.person, likeness_of(draft))
        return np.concatenate([vertices[EYE_LEFT], vertices[EYE_RIGHT]]).mean(0)

    def look_alike(self, prompt: str, size: int = SIZE) -> LookAlike:
        """Picture and figures for `prompt`; an empty one gives the person as read (index 0).

        `InputError` for a prompt that cannot be used.
        """
        begun = time.process_time()
        reading = read_prompt(prompt) if prompt.strip() else self.draft.reading
        edited = applied(self.draft, reading) if prompt.strip() else self.draft
        picture = self.draw(edited, size)
        return LookAlike(
            prompt,
            edited,
            picture,
            self._identity(picture),
            agreement(edited.person, self.draft, reading) if prompt.strip() else {},
            left_out(self.draft, reading) if prompt.strip() else (),
            reading.notices,
            texture_inputs(edited),
            time.process_time() - begun,
        )

    def _edited(self, prompt: str) -> Draft:
        return applied(self.draft, read_prompt(prompt)) if prompt.strip() else self.draft

    def _identity(self, picture: UInt8[ndarray, "S S 3"]) -> float | None:
        own = None if self._photo is None else self._photo.identity
        found = None if own is None else identity_encoder()(picture)
        return None if found is None else distance(found, np.array(own, np.float32))
