"""`make test`: rules, then services and pages on SQLite, the same on PostgreSQL, then journeys in Chromium."""

import os
import subprocess
import sys
import time

from tests.postgres import postgres

JOURNEYS = "journeys in Chromium"
PARTS = {
    "rules, services and pages on SQLite": ["tests", "--ignore=tests/journeys"],
    "services, pages and races on PostgreSQL": [
        "tests/services",
        "tests/pages",
        "tests/races",
        "tests/conventions/test_migrations.py",
        "--database=postgres",
    ],  # fmt: skip
    JOURNEYS: ["tests/journeys"],
}


def run(arguments: list[str], url: str) -> bool:
    """One call of pytest on as many workers as there are cores; whether all of it passed."""
    workers = os.environ.get("TEST_WORKERS", "2")
    command = [sys.executable, "-m", "pytest", *arguments, "-n", workers, "--dist", "loadfile", "--durations=5"]
    return subprocess.run(command, env={**os.environ, "TEST_POSTGRES_URL": url}, check=False).returncode == 0


def main() -> int:
    """Run every part, also after one failed; 0 only when all passed.

    A browser on a busy machine may lose a key press that no person would lose: the journeys that failed are walked once
    more, each from its start, and the output says so. What fails twice has failed.
    """
    failed = []
    with postgres() as url:
        for name, arguments in PARTS.items():
            print(f"== {name}", flush=True)
            started = time.monotonic()
            passed = run(arguments, url)
            if not passed and name == JOURNEYS:
                print("== the journeys that failed above, once more", flush=True)
                passed = run([*arguments, "--last-failed", "--last-failed-no-failures=none"], url)
            print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
            if not passed:
                failed.append(name)
    print("failed: " + "; ".join(failed) if failed else "all parts passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
