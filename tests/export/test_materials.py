"""Maps encoded on threads beside: what becomes of those that nobody waits for any more."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from facegen.avatar import Material
from facegen.errors import Cancelled
from facegen.export import materials
from facegen.export.images import encode_image
from facegen.export.materials import EncodedMaps

COUNT = 60


def many() -> list[Material]:
    """Materials each with a map of its own."""
    return [Material(str(n), base_color=np.full((4, 4, 3), n, np.uint8)) for n in range(COUNT)]


def encoders() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("maps")]


def test_a_job_that_ends_early_encodes_no_further_map(monkeypatch: pytest.MonkeyPatch):
    before, gate, begun = set(encoders()), threading.Event(), []

    def slow(*args):
        begun.append(1)
        assert gate.wait(10)
        return encode_image(*args)

    monkeypatch.setattr(materials, "encode_image", slow)
    with pytest.raises(Cancelled), EncodedMaps() as maps:
        maps.add(many())
        raise Cancelled("enough")
    gate.set()
    for thread in set(encoders()) - before:
        thread.join(10)
    assert len(begun) <= 4
    assert set(encoders()) <= before


def test_every_map_can_be_read_while_the_block_lasts():
    with EncodedMaps() as maps:
        maps.add(many())
        keys = [materials._key(material.base_color, "color") for material in many()]
        assert len({maps[key].data for key in keys}) == COUNT


def test_the_thread_that_writes_the_model_waits_for_no_dropped_map(monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(materials, "encode_image", lambda *args: gate.wait(10))
    ended = []
    with EncodedMaps() as maps:
        maps.add(many())
        last = materials._key(many()[-1].base_color, "color")

        def read() -> None:
            try:
                maps[last]
            except BaseException as error:
                ended.append(error)

        reader = threading.Thread(target=read)
        reader.start()
        time.sleep(0.05)
    reader.join(5)
    gate.set()
    assert not reader.is_alive() and ended
