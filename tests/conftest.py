"""Fixtures for every test, and the rule that nothing is skipped unseen on CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from facegen.setup.system import can_install, find_browser

SKIPPED: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    """Declare the one marker whose skips CI accepts."""
    config.addinivalue_line("markers", "gpu: needs a CUDA device")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip GPU tests where there is none."""
    if item.get_closest_marker("gpu"):
        torch = pytest.importorskip("torch")
        if not torch.cuda.is_available():
            pytest.skip("no CUDA device")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Note every skip that is not a GPU one."""
    report = (yield).get_result()
    if report.skipped and not hasattr(report, "wasxfail") and not item.get_closest_marker("gpu"):
        SKIPPED.append(item.nodeid)


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


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty FACEGEN_CACHE."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("FACEGEN_CACHE", str(folder))
    return folder
