"""A file is either whole or as it was before."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from facegen.errors import SetupError
from facegen.export.files import atomic_write, write_bytes, write_json


def test_the_new_content_takes_the_old_name(tmp_path):
    target = tmp_path / "new folder" / "report.json"
    write_json(target, {"name": "Zoë", "n": 1})
    write_json(target, {"name": "Zoë", "n": 2})
    assert json.loads(target.read_text("utf-8")) == {"name": "Zoë", "n": 2}
    assert os.listdir(target.parent) == ["report.json"]


def test_others_may_read_the_file(tmp_path):
    mode = write_bytes(tmp_path / "a.glb", b"x").stat().st_mode & 0o777
    reference = tmp_path / "reference"
    reference.write_bytes(b"x")
    assert mode == reference.stat().st_mode & 0o777


def test_any_exception_keeps_the_old_file_and_leaves_no_other(tmp_path):
    target = write_bytes(tmp_path / "a.glb", b"old")
    with pytest.raises(ZeroDivisionError), atomic_write(target) as temporary:
        temporary.write_bytes(b"half")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.glb"]


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only")]
)
def test_what_the_system_refuses_is_said_in_a_sentence(tmp_path, number, words):
    with pytest.raises(SetupError, match=rf"^Could not write a\.glb: .*{words}.*\.$"):  # noqa: SIM117
        with atomic_write(tmp_path / "a.glb"):
            raise OSError(number, "refused")
    assert os.listdir(tmp_path) == []


def test_a_really_full_disk(tmp_path):
    full = "/dev/full"
    if not os.path.exists(full):
        pytest.skip("this system has no /dev/full")
    with pytest.raises(SetupError, match="disk is full"), atomic_write(tmp_path / "a.glb"):
        Path(full).write_bytes(b"0" * 100_000)
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(SetupError, match="a file, not a folder"):
        write_bytes(tmp_path / "out" / "avatar.glb", b"x")


def test_numbers_that_json_does_not_know_are_refused(tmp_path):
    with pytest.raises(ValueError):
        write_json(tmp_path / "r.json", {"x": float("nan")})
    assert os.listdir(tmp_path) == []


def test_a_killed_process_leaves_the_old_file(tmp_path):
    target = write_bytes(tmp_path / "a.glb", b"old")
    script = (
        "import os, signal, sys\n"
        "from facegen.export.files import atomic_write\n"
        "with atomic_write(sys.argv[1]) as temporary:\n"
        "    temporary.write_bytes(b'half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"
