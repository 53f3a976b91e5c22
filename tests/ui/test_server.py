"""The server's addresses: files, path tricks, the API."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

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


def test_the_api_gives_files_and_the_report(site: Site):
    client = Client(site.url, verbose=False)
    result = client.predict("an elderly woman", 7, "1K", api_name="/text_to_face")
    with open(result["files"]["avatar.glb"], "rb") as file:
        assert file.read(4) == b"glTF"
    assert result["report"]["seed"] == 7
    with pytest.raises(AppError, match="prompt is empty"):
        client.predict(" ", 7, "1K", api_name="/text_to_face")


def test_every_public_action_has_a_name_and_a_page_cannot_claim_a_visitor(site: Site):
    client = Client(site.url, verbose=False)
    endpoints = client.view_api(return_format="dict")["named_endpoints"]
    assert set(endpoints) == {"/text_to_face", "/roll_seed", "/cancel", "/delete_my_data"}
    names = [p["parameter_name"] for p in endpoints["/text_to_face"]["parameters"]]
    assert names == ["prompt", "seed", "detail"]
    assert endpoints["/delete_my_data"]["parameters"] == []
    assert client.view_api(return_format="dict")["unnamed_endpoints"] == {}


def test_the_page_names_no_foreign_font_or_script(site: Site):
    page = httpx.get(site.url).text
    for host in ("fonts.googleapis", "fonts.gstatic", "cdn.", "unpkg"):
        assert f"https://{host}" not in page, host
