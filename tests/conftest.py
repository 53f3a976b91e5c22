"""Fixtures for every test, and the rule that nothing is skipped unseen on CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facegen.setup.system import can_install, find_browser

# Two test processes share two cores: a thread that spins while it waits would slow the other.
# As many threads as ever, or no test would see two of them disagree.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

SKIPPED: list[str] = []
SLOWEST = ("ui", "portrait", "pipelines", "human/hair", "human", "ui/viewer", "export")
"""Folders that `make test` begins with, so that no process is left alone with one of them."""


def pytest_configure(config: pytest.Config) -> None:
    """Declare the one marker whose skips CI accepts."""
    config.addinivalue_line("markers", "gpu: needs a CUDA device")
    config.addinivalue_line("markers", "xdist_group(name): one process runs all of a group")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """For `pytest -n 2`: a folder's tests share what is slow to make, so they stay together."""
    here = Path(__file__).parent
    folders = {item: item.path.parent.relative_to(here).as_posix() for item in items}
    for item, folder in folders.items():
        item.add_marker(pytest.mark.xdist_group(folder))
    if items and items[0].config.getoption("loadgroup", False):  # in one of several processes
        places = {folder: place for place, folder in enumerate(SLOWEST)}
        items.sort(key=lambda item: places.get(folders[item], len(SLOWEST)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip GPU tests where there is none."""
    if item.get_closest_marker("gpu"):
        torch = pytest.importorskip("torch")
        if not torch.cuda.is_available():
            pytest.skip("no CUDA device")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note every skip that is not a GPU one, whichever process ran the test."""
    if report.skipped and not hasattr(report, "wasxfail") and "gpu" not in report.keywords:
        SKIPPED.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Note modules that skip themselves."""
    if report.skipped:
        SKIPPED.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On CI a skipped test fails the run: it proved nothing."""
    if os.environ.get("CI") == "true" and SKIPPED and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why a run without failures failed."""
    if os.environ.get("CI") == "true" and SKIPPED:
        terminalreporter.write_line("CI=true allows no skipped test but GPU ones; skipped were:")
        for name in SKIPPED:
            terminalreporter.write_line(f"  {name}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium; skips where there is none and we may not install it."""
    found = find_browser()
    if found is None:
        if can_install():
            pytest.fail("Chromium is missing: `make test` installs it")
        pytest.skip("no Chromium here, and only root may install it")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """What starts browsers; a process may have only one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty FACEGEN_CACHE."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("FACEGEN_CACHE", str(folder))
    return folder
