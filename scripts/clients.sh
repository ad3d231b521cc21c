#!/usr/bin/env bash
# Asks a running service with the clients that researchers use, and compares what they get with what the Turtle files say.
#
#   scripts/clients.sh [address]            every client, every case; a table; fails where one is wrong
#   scripts/clients.sh guides [address]     takes the programs from the pages /guides/…, runs them, compares what they print
#
# Needs python3-sparqlwrapper and python3-rdflib (Debian); takes curl, Comunica 4 (by npm, into a temporary folder; 5 needs Node 22) and R (r-cran-httr,
# r-cran-sparql) where they are, and says which were left out. For the guides: python3-pandas, python3-nbconvert, python3-ipykernel, R.
set -euo pipefail
cd "$(dirname "$0")/.."
what=clients
if [ "${1:-}" = guides ]; then
    what=guides
    shift
fi
address="${1:-http://localhost:8080/}"
python="${PYTHON:-/usr/bin/python3}"
[ -x "$python" ] || python=python3
temporary="$(mktemp -d)"
trap 'rm -rf "$temporary"' EXIT
if [ "$what" = clients ] && [ -z "${COMUNICA:-}" ] && command -v npm > /dev/null; then
    if npm install --silent --no-audit --no-fund --prefix "$temporary/npm" @comunica/query-sparql@4 > "$temporary/npm.log" 2>&1; then
        COMUNICA="$temporary/npm/node_modules/.bin/comunica-sparql"
    else
        cat "$temporary/npm.log" >&2
    fi
fi
export COMUNICA="${COMUNICA:-}" LC_ALL=C.UTF-8
"$python" "scripts/$what.py" "${address%/}/" "$temporary"
