"""Serve facegen: parse settings, bring the set-up up to date, build the page, listen."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time

from facegen.errors import InputError, SetupError
from facegen.settings import Settings, read_settings
from facegen.setup import prepare

STARTED = time.monotonic()


def main(argv: list[str]) -> int:
    """Run until interrupted; 1 and one sentence if a setting or the set-up is wrong."""
    try:
        settings = read_settings(argv)
        settings.apply()
        require_free_port(settings)
        # Spaces starts this file directly, so the set-up belongs here and not in the Makefile.
        prepare(lambda line: print(line, flush=True))
        serve(settings)
    except (InputError, SetupError) as error:
        print(f"facegen: {error}", file=sys.stderr)
        return 1
    return 0


def require_free_port(settings: Settings) -> None:
    """InputError if something else listens there already."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise InputError(
                f"Port {settings.port} of {settings.host} cannot be used ({error.strerror}): "
                "choose another with --port."
            ) from error


def declare_gpu() -> None:
    """On a ZeroGPU Space, name a function that uses the GPU; without one it does not start.

    No job is decorated. The embedded tier computes on the CPU (numba and torch), and a decorated
    job would spend a visitor's GPU minutes without touching the GPU.
    """
    if "SPACES_ZERO_GPU" not in os.environ:
        return
    import spaces  # comes with such a Space, and only there

    spaces.GPU(gpu_name)


def gpu_name() -> str:
    """What the Space lends."""
    import torch

    return torch.cuda.get_device_name()


def serve(settings: Settings) -> None:
    """Build the engine and the page, say when it answers, and serve until interrupted."""
    # The page makes no request to anyone else, and neither does its server.
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    declare_gpu()
    from facegen import ui
    from facegen.engine import Engine

    engine = Engine(waiting=settings.waiting, waiting_per_owner=settings.waiting_each)

    def ready(address: str) -> None:
        print(f"ready at {address} after {time.monotonic() - STARTED:.1f} s", flush=True)
        # The first visitor finds the data loaded; a page that is not visited waits for nobody.
        threading.Thread(target=engine.warm_up, daemon=True).start()

    ui.serve(engine, settings, on_ready=ready)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
