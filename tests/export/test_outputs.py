"""Maps, video and report: the files beside the GLB."""

import hashlib

import av
import cv2
import numpy as np
import pytest

from facegen.avatar import ModelUse
from facegen.export.mark import NOTICE
from facegen.export.report import make_report, write_report
from facegen.export.textures import map_files
from facegen.export.video import write_video


def test_each_part_gives_the_maps_it_has(small):
    files = dict(map_files(small))
    assert list(files) == [
        "skin_basecolor.png", "skin_normal.png", "skin_orm.png", "skin_specular.png",
        "hair_basecolor.png",
    ]  # fmt: skip

    def decoded(name: str) -> np.ndarray:
        return cv2.imdecode(np.frombuffer(files[name], np.uint8), cv2.IMREAD_UNCHANGED)

    skin = small.part("skin").material
    np.testing.assert_array_equal(decoded("skin_basecolor.png")[..., ::-1], skin.base_color)
    np.testing.assert_array_equal(decoded("skin_specular.png"), skin.specular)
    hair = small.part("hair").material.base_color
    np.testing.assert_array_equal(decoded("hair_basecolor.png")[..., 3], hair[..., 3])


def test_a_video_plays_back_with_its_colours(tmp_path):
    colours = [(220, 40, 40), (40, 200, 60), (60, 60, 210), (196, 140, 112)]
    frames = (np.full((65, 48, 3), c, np.uint8) for c in colours)
    path = write_video(frames, tmp_path / "turntable.mp4", fps=12)
    with av.open(str(path)) as container:
        assert container.metadata["comment"] == NOTICE
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.width, stream.height) == ("h264", 48, 64)
        assert stream.average_rate == 12
        shown = [f.to_ndarray(format="rgb24") for f in container.decode(video=0)]
    assert len(shown) == 4
    for frame, colour in zip(shown, colours, strict=True):
        np.testing.assert_allclose(frame.mean(axis=(0, 1)), colour, atol=6)
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_a_video_that_fails_leaves_nothing(tmp_path):
    def frames():
        yield np.zeros((32, 32, 3), np.uint8)
        raise KeyError("the renderer broke")

    with pytest.raises(KeyError):
        write_video(frames(), tmp_path / "turntable.mp4", fps=24)
    with pytest.raises(ValueError, match="at least one frame"):
        write_video([], tmp_path / "turntable.mp4", fps=24)
    assert list(tmp_path.iterdir()) == []


def test_the_report_lists_models_files_and_the_commercial_verdict(tmp_path):
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "a.png").write_bytes(b"12345")
    report = make_report(
        pipeline="text_to_face",
        seed=7,
        settings={"detail": "2K"},
        timings_s={"shape": 0.123456},
        metrics={"vertices": 10},
        models=[
            ModelUse("parser", "FaceParser", "CelebAMask-HQ", commercial=False),
            ModelUse("glasses", "accessory", "CC-BY 3.0", attribution="Glasses by punkduck."),
        ],
        files=[tmp_path / "maps" / "a.png"],
        folder=tmp_path,
    )
    write_report(tmp_path / "report.json", report)
    assert set(report) >= {
        "schema", "version", "pipeline", "seed", "settings", "timings_s", "peak_memory_mb",
        "metrics", "models", "inputs", "files",
    }  # fmt: skip
    assert report["timings_s"] == {"shape": 0.123}
    assert 20 < report["peak_memory_mb"] < 20_000
    assert report["commercial_use"] is False
    assert report["attributions"] == ["Glasses by punkduck."]
    assert report["files"] == [
        {"name": "maps/a.png", "bytes": 5, "sha256": hashlib.sha256(b"12345").hexdigest()}
    ]
