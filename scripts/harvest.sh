#!/usr/bin/env bash
# Harvests a service as portals, mirrors and crawlers do, and compares what they get with the dump of the release.
#
#   scripts/harvest.sh                      starts a service of its own on a copy of ontology and rdf-data, harvests it, publishes a release in
#                                           which something is gone and something new while harvests are on their way, and harvests again
#   scripts/harvest.sh http://example.org/  what can be read of a running service, without changing anything
#
# For a service of its own: mvn -q -DskipTests package, and a free port (PORT, 18700 unless given; the next one as well). Needs python3-rdflib
# (Debian). Takes Comunica 4 and its engine for link traversal by npm, into a temporary folder, where npm is; says what was left out.
# Exits with 1 where anything is wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${PYTHON:-/usr/bin/python3}"
[ -x "$python" ] || python=python3
temporary="$(mktemp -d)"
trap 'rm -rf "$temporary"' EXIT
take() {
    npm install --silent --no-audit --no-fund --prefix "$temporary/$1" "$2" > "$temporary/npm.log" 2>&1 || cat "$temporary/npm.log" >&2
}
if command -v npm > /dev/null; then
    if [ -z "${COMUNICA:-}" ]; then
        take comunica @comunica/query-sparql@4
        COMUNICA="$temporary/comunica/node_modules/.bin/comunica-sparql"
    fi
    if [ -z "${TRAVERSAL:-}" ]; then
        take traversal @comunica/query-sparql-link-traversal@0.5
        TRAVERSAL="$temporary/traversal/node_modules/.bin/comunica-sparql-link-traversal"
    fi
fi
[ -e "${COMUNICA:-}" ] || COMUNICA=
[ -e "${TRAVERSAL:-}" ] || TRAVERSAL=
export COMUNICA TRAVERSAL LC_ALL=C.UTF-8
if [ $# -gt 0 ]; then
    "$python" -B scripts/harvest.py "${1%/}/"
else
    jars=(target/stay-tuned-linked-data-*.jar)
    [ -e "${jars[0]}" ] || { echo "There is no jar in target: mvn -q -DskipTests package" >&2; exit 2; }
    mkdir "$temporary/service"
    "$python" -B scripts/harvest.py "http://localhost:${PORT:-18700}/" "${jars[0]}" "$temporary/service"
fi
