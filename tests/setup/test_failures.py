"""What pip and npm say becomes one sentence that says what to do."""

from pathlib import Path

import pytest

from facegen.errors import SetupError
from facegen.setup.failures import explain, require_space

SAID = {
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": (
        "There is no space left on the disk of /data"
    ),
    "npm error code ENOSPC\nnpm error syscall write": "There is no space left on the disk of /data",
    "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError'\n"
    "ERROR: No matching distribution found for torch==2.13.0": (
        "The package index could not be reached while working"
    ),
    "npm error code ECONNREFUSED": "The package index could not be reached while working",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.": (
        "its SHA-256 differs"
    ),
    "npm error code EINTEGRITY\nnpm error sha512 integrity": "its SHA-256 differs",
    "Collecting x\nERROR: Failed building wheel for x\nmore": (
        "Something failed while working: ERROR: Failed building wheel for x"
    ),
    "": "Something failed while working: no message",
}


@pytest.mark.parametrize("output", SAID)
def test_one_sentence(output: str) -> None:
    message = str(explain(output, "working", Path("/data")))
    assert SAID[output] in message
    assert "\n" not in message


def test_too_little_space_names_both_amounts(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"The data need 999999999 MB .* and \d+ MB are free"):
        require_space(tmp_path / "not" / "there" / "yet", 999_999_999, "The data")
    require_space(tmp_path, 1, "The data")
