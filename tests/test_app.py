"""What app.py does before it serves."""

from __future__ import annotations

import os
import socket
import sys
from types import SimpleNamespace

import pytest

import app


def test_a_taken_port_is_one_sentence(
    capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert app.main(["--port", str(port)]) == 1
    assert f"Port {port} of 127.0.0.1 cannot be used" in capsys.readouterr().err


def test_a_gpu_function_is_named_on_zero_gpu_spaces_only(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list = []
    monkeypatch.setitem(sys.modules, "spaces", SimpleNamespace(GPU=named.append))
    monkeypatch.delenv("SPACES_ZERO_GPU", raising=False)
    app.declare_gpu()
    assert named == []
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    app.declare_gpu()
    assert named == [app.gpu_name]
