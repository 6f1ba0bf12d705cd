"""Known faults in pinned libraries, asked of pip-audit, strictly. No answer is never taken for a good one."""

import os
import subprocess
import sys

UNREACHABLE = (
    "could not be audited",
    "ConnectionError",
    "Failed to resolve",
    "Max retries exceeded",
    "ServiceError",
    "NameResolutionError",
    "HTTPSConnectionPool",
    "Could not connect",
    "403",
    "404 Client Error",
    "502",
    "503",
)


def main() -> int:
    """0 when nothing is known against the libraries, or when nobody could be asked and that is allowed."""
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--require-hashes", "-r", "requirements.txt",
         "--timeout", "10", "--progress-spinner", "off"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == 0:
        print("dependency audit: nothing known against the pinned libraries")
        return 0
    if "vulnerabilit" in done.stdout + done.stderr and "Found" in done.stdout + done.stderr:
        print(done.stdout, done.stderr, sep="\n")
        return 1
    if any(word in done.stderr for word in UNREACHABLE):
        print("dependency audit: NOT done, the advisory service did not answer")
        return 1 if os.environ.get("AUDIT") == "required" else 0
    print(done.stdout, done.stderr, sep="\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
