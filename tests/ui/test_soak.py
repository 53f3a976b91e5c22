"""The soak benchmark: its visitor drives the page, and its figures are computed as they say."""

from __future__ import annotations

import random
import time

import pytest

from benchmarks.soak import Ledger, growth, told_wrong, trespass, visit
from benchmarks.visitor import PageError, Visitor
from tests.ui.conftest import Site


def test_a_visitor_makes_edits_downloads_reloads_and_leaves(site: Site):
    visitor = Visitor(site.url)
    assert visitor.strip == []
    messages = [message["msg"] for message in visitor.generate("an elderly woman", 5, "1K")]
    assert messages[-1] == "process_completed"
    (made,) = visitor.reload()
    visitor.fire("fg-history", "open", job=made["job"])
    before = len(site.engine.sketched)
    visitor.fire("fg-panel", "edit", changes={"age": {"set": 33}})
    assert site.engine.sketched[before].person.shape.age == 33
    line = visitor.make(made["job"], "maps")
    assert len(visitor.get("/" + line["url"]).content) == line["bytes"]
    path = f"/files/{visitor.token}/{made['job']}/avatar.glb"
    assert visitor.get(path).content[:4] == b"glTF"
    visitor.fire("fg-delete", "click")
    with pytest.raises(PageError, match="404"):
        visitor.get(path)
    assert visitor.reload() == []


def test_a_round_of_several_visitors_finds_no_fault(site: Site):
    ledger = Ledger()
    for seed in range(3):
        visit(site.url, seed, "1K", time.monotonic() + 0.5, ledger)
    assert ledger.errors == [] and ledger.crossed == []
    assert ledger.counts["avatar"] >= 2 and ledger.counts["edit"] >= 4


def test_a_server_that_mixes_visitors_up_is_caught(site: Site, monkeypatch: pytest.MonkeyPatch):
    other = site.visitors.new_job(site.visitors.enter(None))
    (other / "avatar.glb").write_bytes(b"theirs")
    ledger = Ledger(jobs={other.parent.name: {other.name}})
    visitor = Visitor(site.url)
    trespass(visitor, ledger)
    assert ledger.crossed == [] and ledger.counts == {"trespass tried": 1}
    monkeypatch.setattr(site.visitors, "file", lambda token, job, name: other / "avatar.glb")
    trespass(visitor, ledger)
    assert ledger.crossed == ["a file", "a file"]


def test_growth_is_told_from_peaks():
    dice = random.Random(0)
    flat = [(t, 1000.0 + 400.0 * (dice.random() < 0.3)) for t in range(600)]
    leak = [(t, value + t) for t, value in flat]
    warm = [(t, 100.0 if t < 60 else 1000.0) for t in range(600)]
    assert growth(flat, 60) == 0.0 and growth(warm, 60) == 0.0
    assert growth(leak, 60) == pytest.approx(360.0, abs=40.0)


def test_told_waits_are_compared_with_true_ones():
    def line(told: float | None, true: float, job: str = "make", outcome: str = "done") -> dict:
        return {"job": job, "outcome": outcome, "told_s": told, "wait_s": true, "level": "info"}

    lines = [
        line(8.0, 10.0), line(30.0, 20.0, "extra"), line(10.0, 10.0),
        line(None, 50.0), line(0.0, 1.0), line(1.0, 9.0, outcome="cancelled"),
        line(1.0, 9.0, "sketch"), {"level": "error", "message": "x"},
    ]  # fmt: skip
    assert told_wrong(lines) == (pytest.approx(20.0), 3)
    assert told_wrong([]) == (0.0, 0)


def test_an_unreachable_server_is_an_error_not_a_crash():
    ledger = Ledger()
    visit("http://127.0.0.1:9", 0, "1K", time.monotonic() + 1, ledger)
    assert len(ledger.errors) == 1 and "arriving" in ledger.errors[0]
