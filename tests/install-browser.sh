#!/usr/bin/env bash
# The browser for the browser tests, and openssl for checking a certificate without us: Debian's own packages.
set -euo pipefail
missing=()
[ -x /usr/bin/chromium ] || missing+=(chromium)
command -v openssl >/dev/null || missing+=(openssl)
[ ${#missing[@]} = 0 ] && exit 0
if [ "$(id -u)" = 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
else
  echo "The tests need more of Debian's packages. Run: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
