"""B13: a clean clone, `make run`, and the seconds until the first page answers; packages come from pip's own store."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.measure import Figure, NotMeasured
from bench.serving import free_port
from registry_app.core.settings import ROOT

LONGEST = 600


def measure() -> Iterator[Figure | NotMeasured]:
    """The time, or that there is no clone to be made of this folder."""
    what = "make run in a clean clone to the first page"
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        yield NotMeasured("B13", what, "this folder is no git clone")
        return
    with tempfile.TemporaryDirectory(prefix="bench-clone-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run([git, "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S603 - our own folder
        yield Figure("B13", what, _until_first_page(clone), 90, "seconds")


def _until_first_page(clone: Path) -> float:
    port = free_port()
    keep = {
        name: os.environ[name] for name in ("PATH", "HOME", "PIP_INDEX_URL", "PIP_CONFIG_FILE") if name in os.environ
    }
    began = time.monotonic()
    server = subprocess.Popen(  # noqa: S603 - our own target
        [shutil.which("make") or "make", "run"], cwd=clone, env={**keep, "PORT": str(port)}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while time.monotonic() - began < LONGEST and server.poll() is None:
            if _answers(f"http://127.0.0.1:{port}/en/"):
                return time.monotonic() - began
            time.sleep(0.25)
        raise RuntimeError("make run gave no first page.")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(60)


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 - this machine
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
