#!/bin/sh
# Has the OpenAPI document of a running service checked by Redocly's linter, which knows nothing of us.
#   scripts/check-openapi.sh http://localhost:8080
# Node.js is needed; the linter is put into a temporary folder and not into this one.
set -eu
service="${1:-http://localhost:8080}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
curl -sSf -o "$folder/openapi.json" "${service%/}/openapi.json"
npm install --silent --no-audit --no-fund --prefix "$folder" @redocly/cli@2
cd "$folder"
node_modules/.bin/redocly lint --extends=recommended openapi.json
