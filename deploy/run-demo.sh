#!/usr/bin/env bash
# Serve the demo: key, tables, reference data and made-up data on first start; web and worker until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."
export REGISTRY_MODE=demo PORT="${PORT:-8000}"
export PUBLIC_URL="${PUBLIC_URL:-http://127.0.0.1:$PORT}"
var="${REGISTRY_VAR:-var}"
registry=.venv/bin/registry
mkdir -p "$var"
[ -e "${REGISTRY_KEY_FILE:-$var/keys/master.json}" ] || "$registry" key init
"$registry" db upgrade
"$registry" seed reference
# The database itself says whether it was filled before: another DATABASE_URL, or a start that was broken off, is filled.
if said="$("$registry" seed demo 2>&1)"; then echo "$said"
elif [[ "$said" != *"holds records already"* ]]; then echo "$said" >&2; exit 1; fi
"$registry" work & worker=$!
"$registry" serve & server=$!
trap 'kill "$worker" "$server" 2>/dev/null; wait "$worker" "$server" 2>/dev/null; exit 0' INT TERM
cat <<TXT

  The register of alternative care in Sindh, with made-up data:  $PUBLIC_URL

  Sign in at $PUBLIC_URL/sign-in with the password ${DEMO_PASSWORD:-Demo-care-2026-Sindh} as
    registrar@ authoriser@ dg@ law@ (SCPA) · director@ district.hyd@ reviewer@ (SWD)
    inspector1@ inspector2@ inspector3@ scpa.inspector@ · desk@ (1121)
    cpo.hyd@ cpuhead.hyd@ complaints.hyd@ chair.hyd@ member1@ … member6@ (Hyderabad) · cpuhead.skr@ complaints.skr@ (Sukkur)
    manager@ (a home) · owner@ (an applicant) · foster@ · twg@ dpo@ auditor@ admin@   … all at example.org
  A child's door: $PUBLIC_URL/b        Mails and SMS that would have been sent: $PUBLIC_URL/demo/outbox
  Ctrl-C stops all of it.

TXT
wait -n "$worker" "$server" || true
kill "$worker" "$server" 2>/dev/null || true
wait "$worker" "$server" 2>/dev/null || true
