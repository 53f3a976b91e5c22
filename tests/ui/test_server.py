"""The server's addresses: files, path tricks, the API."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError
from PIL import Image

from facegen import __version__
from facegen.queueing import LaneState
from tests.ui.conftest import Site


def raw_status(url: str, path: str) -> tuple[int, bytes]:
    """GET exactly `path`, without a client that tidies it."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path)
    reply = connection.getresponse()
    return reply.status, reply.read()


@pytest.fixture
def job(site: Site):
    """A job folder of some visitor with one file."""
    folder = site.visitors.new_job(site.visitors.enter(None))
    (folder / "avatar.glb").write_bytes(b"glTF-mine")
    return folder


def test_a_file_is_served_privately(site: Site, job):
    reply = httpx.get(f"{site.url}/files/{job.parent.name}/{job.name}/avatar.glb")
    assert reply.content == b"glTF-mine"
    assert reply.headers["cache-control"].startswith("private")
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_what_shows_the_photo_stays_in_no_cache(site: Site, job):
    for name in ("input.webp", "debug.webp"):
        (job / name).write_bytes(b"a face")
        reply = httpx.get(f"{site.url}/files/{job.parent.name}/{job.name}/{name}")
        assert (reply.content, reply.headers["cache-control"]) == (b"a face", "no-store")


def test_path_tricks_are_refused(site: Site, job):
    here = f"/files/{job.parent.name}/{job.name}"
    secret = "root:"
    tricks = [
        f"{here}/../../../../etc/passwd", f"{here}/..%2f..%2f..%2f..%2fetc%2fpasswd",
        f"{here}/%2e%2e/%2e%2e/%2e%2e/etc/passwd", f"{here}//etc/passwd", f"{here}/",
        f"/files/{job.parent.name}/{job.name}", f"/files/{job.parent.name}", "/files/",
        f"/files/../{job.parent.name}/{job.name}/avatar.glb", f"/files/*/{job.name}/avatar.glb",
        "/viewer/../../../app.py", "/viewer/%2e%2e/%2e%2e/body", "/viewer/..%2f..%2fetc%2fpasswd",
        "/gradio_api/file=/etc/passwd", "/gradio_api/file=app.py", "/gradio_api/file=../app.py",
        "/gradio_api/file=facegen/settings.py", "/file=/etc/passwd", "/node_modules/three/LICENSE",
    ]  # fmt: skip
    for path in tricks:
        status, body = raw_status(site.url, path)
        assert status in (307, 400, 403, 404, 405), (path, status)
        assert secret.encode() not in body and b"glTF-mine" not in body, path


@pytest.fixture(scope="module")
def client(site: Site) -> Client:
    """A program that uses the API."""
    return Client(site.url, verbose=False)


def test_a_program_makes_a_face_and_downloads_what_it_named(client: Client):
    made = client.predict(
        "an elderly woman", seed=7, detail="1K", files=["glb", "maps"], changes={"age": 33},
        api_name="/text_to_face",
    )  # fmt: skip
    with open(made["files"]["glb"], "rb") as file:
        assert file.read(4) == b"glTF"
    assert Path(made["files"]["maps"]).name == "maps.zip"
    assert made["report"]["seed"] == 7
    assert made["attributes"][0]["name"] == "age"


def test_a_program_hears_how_far_it_is(client: Client):
    job = client.submit("a man", detail="1K", api_name="/text_to_face")
    job.result(timeout=60)
    steps = job.outputs()[:-1]
    assert len(steps) >= 4 and set(steps[0]) == {
        "stage", "fraction", "place", "wait_s", "remaining_s",
    }  # fmt: skip
    assert [step["fraction"] for step in steps] == sorted(step["fraction"] for step in steps)


def test_a_program_sees_an_edit_and_reads_a_prompt(client: Client):
    edited = client.predict("an elderly woman", changes={"age": 40}, api_name="/edit_face")
    with Image.open(edited["picture"]) as picture:
        assert picture.size == (512, 512)
        assert picture.getpixel((5, 5)) == (80, 80, 80), "the fake paints twice the age"
    assert edited["controls"]["age"] == 40
    read = client.predict("a bald man, zorbish", api_name="/read_prompt")
    assert read["unknown"] == ["zorbish"]
    assert "hair.style" in [attribute["name"] for attribute in read["attributes"]]
    options = client.predict(api_name="/options")
    assert {"age", "hair.style"} <= {control["name"] for control in options["controls"]}
    assert "vrm" in [file["name"] for file in options["files"]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"prompt": " "}, "empty"),
        ({"prompt": "a man", "files": ["exe"]}, "choose"),
        ({"prompt": "a man", "files": "glb"}, "list"),
        ({"prompt": "a man", "files": [["glb"]]}, "list"),
        ({"prompt": "a man", "changes": {"agee": 3}}, "agee"),
        ({"prompt": "a man", "changes": [1]}, "object"),
        ({"prompt": "a naked child"}, "."),
        ({"prompt": "crash"}, "reference [0-9a-f]{8}"),
    ],
)
def test_a_program_is_told_in_a_sentence_what_is_wrong(client: Client, arguments: dict, told: str):
    with pytest.raises(AppError, match=told) as failure:
        client.predict(**arguments, api_name="/text_to_face")
    assert "Traceback" not in str(failure.value) and "inner detail" not in str(failure.value)


@pytest.fixture
def photo(tmp_path: Path) -> str:
    """A picture of two of the fake's people."""
    path = tmp_path / "me.png"
    Image.new("RGB", (200, 100), (200, 120, 90)).save(path)
    return str(path)


def kept_photos(site: Site) -> set[Path]:
    """Every uploaded file that is still on the server."""
    uploads = [path for path in site.visitors.root.parent.rglob("*") if path.name == "me.png"]
    return {*uploads, *site.visitors.photos_root.glob("*/*")}


def test_a_program_makes_a_head_from_a_photo_which_then_is_gone(
    client: Client, site: Site, photo: str
):
    before = kept_photos(site)
    made = client.predict(
        handle_file(photo), consent=True, face=1, files=["glb"], api_name="/photo_to_views"
    )
    with open(made["files"]["glb"], "rb") as file:
        assert file.read(4) == b"glTF"
    assert made["report"]["pipeline"] == "photo_to_views"
    assert made["warnings"] == ["The light comes from one side."]
    assert {entry["name"] for entry in made["attributes"]} >= {"age"}
    path, face = site.engine.chosen[-1]
    assert face == 1 and path.is_relative_to(site.visitors.photos_root)
    assert not path.exists() and kept_photos(site) <= before


def test_a_program_finds_the_faces(client: Client, site: Site, photo: str):
    before = kept_photos(site)
    found = client.predict(handle_file(photo), consent=True, api_name="/find_faces")
    assert found == {
        "width": 200, "height": 100, "faces": [[20, 20, 80, 80], [120, 20, 180, 80]]
    }  # fmt: skip
    assert kept_photos(site) <= before


def test_a_photo_needs_consent(client: Client, site: Site, photo: str):
    before = kept_photos(site)
    for call in ("/photo_to_views", "/find_faces"):
        with pytest.raises(AppError, match="right to use"):
            client.predict(handle_file(photo), api_name=call)
    assert kept_photos(site) <= before


def test_no_other_file_of_the_server_is_taken_for_a_photo(client: Client, site: Site, job: Path):
    mine = site.visitors.new_photo(job.parent.name)
    Image.new("RGB", (100, 100)).save(mine, "PNG")
    for path in ("/etc/hostname", str(mine), str(job / "avatar.glb"), "", "a\0b", 7, None):
        for call in ("/photo_to_views", "/find_faces"):
            with pytest.raises(AppError, match=r"photo did not arrive|must be an uploaded"):
                client.predict({"path": path}, consent=True, api_name=call)
    assert mine.is_file() and (job / "avatar.glb").is_file()


def test_every_public_action_has_a_name_and_none_takes_a_visitor(client: Client):
    described = client.view_api(return_format="dict")
    endpoints = described["named_endpoints"]
    assert set(endpoints) == {
        "/text_to_face", "/photo_to_views", "/edit_face", "/find_faces", "/read_prompt", "/options"
    }  # fmt: skip
    names = {
        name: [p["parameter_name"] for p in endpoint["parameters"]]
        for name, endpoint in endpoints.items()
    }
    assert names == {
        "/text_to_face": ["prompt", "seed", "detail", "body", "files", "changes"],
        "/photo_to_views": [
            "photo", "consent", "face", "seed", "detail", "body", "view_size", "files",
            "changes",
        ],
        "/edit_face": ["prompt", "seed", "changes"],
        "/find_faces": ["photo", "consent"],
        "/read_prompt": ["prompt"],
        "/options": [],
    }  # fmt: skip
    assert described["unnamed_endpoints"] == {}


def test_health_tells_the_machine_and_nothing_of_visitors(
    site: Site, job: Path, monkeypatch: pytest.MonkeyPatch
):
    lanes = {"quick": LaneState(None, 0), "long": LaneState("make 2K bust", 3)}
    monkeypatch.setattr(site.engine, "state", lambda: lanes)
    health = httpx.get(f"{site.url}/health").json()
    assert health["status"] == "ok" and health["ready"] is True
    assert health["version"] == __version__ and health["memory_mb"] > 50
    assert health["lanes"]["long"] == {"running": "make 2K bust", "waiting": 3}
    assert job.parent.name not in str(health)


def test_the_page_carries_the_security_headers_and_keeps_no_history_of_runs(site: Site):
    page = httpx.get(site.url)
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    config = httpx.get(f"{site.url}/config").json()
    assert "runs" not in config.get("footer_links", []) and not config.get("run_history")


def test_a_removed_visitor_is_forgotten_by_the_engine(site: Site):
    token = site.visitors.enter(None)
    folder = site.visitors.new_job(token)
    site.visitors.remove(token, folder.name)
    site.visitors.forget(token)
    assert site.engine.forgotten[-2:] == [folder, site.visitors.root / token]


def test_the_page_names_no_foreign_font_or_script(site: Site):
    page = httpx.get(site.url).text
    for host in ("fonts.googleapis", "fonts.gstatic", "cdn.", "unpkg"):
        assert f"https://{host}" not in page, host
