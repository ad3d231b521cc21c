#!/bin/sh
# Has the tables of a running service read by a CSV on the Web implementation that knows nothing of us, and looks whether every
# statement that it makes of a table is one that the service publishes.
#   scripts/check-tables.sh http://localhost:8080
# Node.js is needed; the libraries are put into a temporary folder and not into this one.
set -eu
service="${1:-http://localhost:8080}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cp "$(dirname "$0")/check-tables.mjs" "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @zazuko/rdf-parser-csvw@0 @rdfjs/parser-jsonld@2 @rdfjs/parser-n3@2 rdf-ext@2
cd "$folder"
node check-tables.mjs "${service%/}/"
