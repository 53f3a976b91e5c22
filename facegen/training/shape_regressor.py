"""Learn how landmarks tell of the whole head's shape, from photographs whose truth is known.

`python -m facegen.training.shape_regressor FOLDER --people 160` draws what FOLDER lacks of the
pictures, reads their landmarks as the product does, fits the usual head's camera to them, and
learns a ridge regression from how the landmarks are missed to how the true code differs from the
usual one. A run ends after `--minutes`; the next one goes on where it ended (remove
`*.lessons.npz` after a change of the fit). The weights and their card go to `assets/weights/`.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64, Int64
from numpy import ndarray
from safetensors.numpy import save

from facegen.avatar import ARKIT
from facegen.errors import InputError
from facegen.human.dice import Dice
from facegen.human.person import Person, Shape
from facegen.human.tendencies import typical
from facegen.models.registry import SHIPPED, sha256_of
from facegen.portrait.analysis import Portrait
from facegen.portrait.correspondence import COUNT, correspondence
from facegen.portrait.crop import crop_face, inverse, moved_landmarks
from facegen.portrait.faces import find_faces
from facegen.portrait.fit import Look, first_look
from facegen.portrait.landmark_model import LandmarkModel
from facegen.portrait.population import guess_spread, prior
from facegen.portrait.pose import head_pose
from facegen.portrait.shape_regressor import WEIGHTS
from facegen.training.pictures import FIRST_SEED, Shot, draw_pictures, shots

AGE_SD, MASCULINE_SD = 8.0, 0.15
"""How far the guesses of age and gender expression are wrong that the pictures are read with."""
RIDGES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2)
"""Square metres: the strengths among which cross-validation chooses."""
FOLDS = 8


class Lesson(NamedTuple):
    """What a picture teaches."""

    person: int
    missed: Float64[ndarray, "468 2"]
    """Metres, as the regressor sees it."""
    usual: Float64[ndarray, "K"]
    """The code where the fit begins."""
    true: Float64[ndarray, "K"]


class Lessons(NamedTuple):
    """Many of them."""

    names: tuple[str, ...]
    person: Int64[ndarray, "N"]
    missed: Float64[ndarray, "N 468 2"]
    usual: Float64[ndarray, "N K"]
    true: Float64[ndarray, "N K"]


def read_look(image: ndarray) -> Look | None:
    """The landmarks of a picture [H, W, 3], found as `portrait.read` finds them; None: no face."""
    try:
        face = find_faces(Portrait(image))[0]
    except InputError:
        return None
    crop = crop_face(image, face.landmarks)
    inside = moved_landmarks(face.landmarks, inverse(crop.to_photo))
    pose = head_pose(face.landmarks.points)
    return Look(inside.points[:, :2], len(crop.image), inside.blendshapes, pose.yaw, pose.pitch)


def _kept_look(folder: Path, shot: Shot) -> Look | None:
    """`read_look`, once."""
    path = folder / f"{shot.name}.npz"
    if not path.exists():
        look = read_look(shot.image)
        told = np.zeros(0) if look is None else np.array([look.side, look.yaw, look.pitch])
        points = np.zeros((0, 2)) if look is None else look.points
        arkit = [] if look is None else [look.arkit.get(name, 0.0) for name in ARKIT]
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            np.savez(file, told=told, points=points.astype(np.float32), arkit=np.array(arkit))
        os.replace(unfinished, path)
    with np.load(path) as kept:
        if not len(kept["told"]):
            return None
        side, yaw, pitch = kept["told"].tolist()
        arkit = dict(zip(ARKIT, kept["arkit"].tolist(), strict=True))
        return Look(kept["points"], int(side), arkit, yaw, pitch)


def _lesson(shot: Shot, look: Look) -> dict[str, ndarray]:
    """`Lesson.missed`, `usual` and `true` of one picture."""
    dice, shape = Dice(int(shot.name.replace("_", ""))), shot.person.shape
    age = float(np.clip(shape.age + dice.normal("age", 0, AGE_SD, -20, 20), 16, 88))
    wrong = dice.normal("masculine", 0, MASCULINE_SD, -0.4, 0.4)
    masculine = float(np.clip(shape.gender + wrong, 0.03, 0.97))
    known = prior(age, masculine, *guess_spread(age, 0.5, 0.8))
    missed, usual = first_look(look, known, Person(typical(Shape(age=age, gender=masculine))))
    return {"missed": missed, "usual": usual, "true": known.code(shape)}


def lessons_of(folder: Path, number: int) -> list[Lesson]:
    """What each picture of person `number` teaches; kept beside the pictures."""
    path = folder / f"{FIRST_SEED + number}.lessons.npz"
    if not path.exists():
        learned = [_lesson(shot, look) for shot in shots(folder, number)
                   if (look := _kept_look(folder, shot)) is not None]  # fmt: skip
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            np.savez(file, **{f"{i}_{name}": value for i, lesson in enumerate(learned)
                              for name, value in lesson.items()})  # fmt: skip
        os.replace(unfinished, path)
    with np.load(path) as kept:
        count = len(kept.files) // 3
        columns = [[kept[f"{i}_{n}"] for n in ("missed", "usual", "true")] for i in range(count)]
    return [Lesson(number, *column) for column in columns]


def gather(folder: Path, people: int, deadline: float) -> tuple[Lessons, bool]:
    """Everything that the first `people` people teach, and whether it was read to the end.

    Somebody is read even after `deadline` (`time.monotonic`), or no run would get on.
    """
    rows: list[Lesson] = []
    for number in range(people):
        if rows and time.monotonic() > deadline:
            break
        rows += lessons_of(folder, number)
    else:
        number = people
    columns = (np.array(column) for column in zip(*rows, strict=True))
    return Lessons(prior(30.0, 0.5).names, *columns), number == people


def learn(lessons: Lessons, rows: ndarray, ridge: float) -> tuple[ndarray, ndarray]:
    """Matrix [936, K] and offset [K] from the lessons `rows` (a mask) and their mirror images."""
    missed, change = lessons.missed[rows], (lessons.true - lessons.usual)[rows]
    flipped = missed[:, correspondence().mirror] * (-1, 1)
    other = change * [-1 if name.startswith("asym") else 1 for name in lessons.names]
    seen = np.concatenate([missed, flipped]).reshape(2 * len(missed), -1)
    told = np.concatenate([change, other])
    middle, usual = seen.mean(0), told.mean(0)
    centred = seen - middle
    gram = centred @ centred.T + ridge * np.eye(len(centred))
    matrix = centred.T @ np.linalg.solve(gram, told - usual)
    return matrix, usual - middle @ matrix


def cross_validated(lessons: Lessons, ridge: float) -> Float64[ndarray, "N K"]:
    """Codes of the people of each fold by what the others teach."""
    people = np.unique(lessons.person)
    fold = np.searchsorted(people, lessons.person) % FOLDS
    code = lessons.usual.copy()
    for held in range(FOLDS):
        matrix, offset = learn(lessons, fold != held, ridge)
        out = fold == held
        code[out] += offset + lessons.missed[out].reshape(out.sum(), -1) @ matrix
    return code


def face_errors(lessons: Lessons, code: Float64[ndarray, "N K"]) -> Float64[ndarray, "N"]:
    """Mean distance in millimetres of the 468 face points of `code` from the true ones, neutral
    heads laid on each other with scaling (Umeyama 1991)."""
    model = LandmarkModel(prior(30.0, 0.5), np.zeros((COUNT, 3)))
    rest = np.zeros(len(ARKIT))
    found = []
    for mine, true in zip(code, lessons.true, strict=True):
        goal = model.points(true, rest)
        goal = goal - goal.mean(0)
        source = model.points(mine, rest)
        source = source - source.mean(0)
        left, stretch, right = np.linalg.svd(source.T @ goal)
        flip = np.array([1, 1, np.sign(np.linalg.det(left @ right))])
        placed = (stretch @ flip) / (source**2).sum() * source @ ((left * flip) @ right)
        found.append(1000 * np.linalg.norm(placed - goal, axis=1).mean())
    return np.array(found)


def write(out: Path, lessons: Lessons, ridge: float, card: str) -> None:
    """The weights, learned from all lessons, and the card beside them."""
    matrix, offset = learn(lessons, np.ones(len(lessons.person), bool), ridge)
    scale = np.abs(matrix).max(0)
    told = {
        "names": np.frombuffer(" ".join(lessons.names).encode(), np.uint8),
        "matrix": (matrix / np.maximum(scale, 1e-12)).astype(np.float16),  # some never change
        "scale": scale.astype(np.float32),
        "offset": offset.astype(np.float32),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, content in ((WEIGHTS, save(told)), (Path(WEIGHTS).stem + ".md", card.encode())):
        unfinished = out / f".{name}.part"
        unfinished.write_bytes(content)
        os.replace(unfinished, out / name)


CARD = """# {name}

Linear regression from the landmarks that a portrait shows (how the usual head of that age and
gender expression, seen by the fitted camera, misses them) to the numbers of the head's shape.
`facegen/portrait/shape_regressor.py` reads it; it moves the mean of the head fit's prior.

- Data: {pictures} pictures of {people} people drawn by `facegen.training.pictures` (seeds
  {first} and following; other seeds and lights than `benchmarks.truth`), and their mirror images.
  No photograph of anybody. Skins, hair and shapes: MakeHuman, CC0 (`assets/LICENSES.md`).
- Learned: ridge {ridge:g} square metres, chosen by {folds}-fold cross-validation over people.
- Held out (cross-validation, 468 face points, size removed): {own:.2f} mm; the usual head
  {usual:.2f} mm.
- Hardware: CPU, one thread; no GPU. Learning takes seconds, drawing and reading the pictures 3 s
  a person.
- Command: `python -m facegen.training.shape_regressor FOLDER --people {asked}`
- Licence: Apache-2.0, that of the project. Not a likeness of anybody, and nothing of origin or
  skin colour is read.
"""


def main() -> None:
    """Draw, read and, when all is there, learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=160)
    parser.add_argument("--minutes", type=float, default=9.0)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    deadline = time.monotonic() + 60 * options.minutes
    drawn = draw_pictures(options.folder, options.people, deadline)
    print(f"{drawn} of {options.people} people are drawn", flush=True)
    if drawn < options.people:
        print("run the same command again to go on")
        return
    lessons, whole = gather(options.folder, drawn, deadline)
    print(f"{len(np.unique(lessons.person))} people are read", flush=True)
    if not whole:
        print("run the same command again to go on")
        return
    usual = face_errors(lessons, lessons.usual).mean()
    own = {ridge: face_errors(lessons, cross_validated(lessons, ridge)).mean() for ridge in RIDGES}
    print(f"usual head {usual:.3f} mm;", {k: round(v, 3) for k, v in own.items()})
    best = min(own, key=own.__getitem__)
    card = CARD.format(
        name=WEIGHTS, pictures=len(lessons.person), people=len(np.unique(lessons.person)),
        first=FIRST_SEED, ridge=best, folds=FOLDS, own=own[best], usual=usual,
        asked=options.people,
    )  # fmt: skip
    write(options.out, lessons, best, card)
    print(f"{options.out / WEIGHTS}: SHA-256 {sha256_of(options.out / WEIGHTS)}")


if __name__ == "__main__":
    main()
