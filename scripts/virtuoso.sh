#!/bin/bash
# The service with its release in Virtuoso, beside the same release in memory: the same answers, and an outage.
#
#   apt install virtuoso-opensource curl python3
#   mvn -q -DskipTests package
#   scripts/virtuoso.sh                       # in the repository's root
#   SOURCES=src/test/resources/release/small/ontology,src/test/resources/release/small/rdf-data scripts/virtuoso.sh
#
# Starts two Virtuoso servers in a folder of its own (some 700 MB of memory), lets anybody on this machine write
# into them, publishes, asks every example query of both services as CSV, freezes Virtuoso and thaws it. Ends with 1 where something differs, but for
# what this Virtuoso is known to answer otherwise than SPARQL 1.1 has it (docs/operations.md, "A remote store").
set -euo pipefail

port=${PORT:-9250}
sources=${SOURCES:-ontology,rdf-data}
service=${SERVICE:-java -Xmx700m -jar $(ls target/stay-tuned-linked-data-*.jar 2>/dev/null | head -1)}
work=$(mktemp -d)
pids=()
differences=0
trap 'kill -CONT "${pids[@]}" 2>/dev/null || true; kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null; rm -rf "$work"' EXIT

say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
differs() { differences=$((differences + 1)); say "DIFFERS: $*"; }

virtuoso() { # name, port for SPARQL, port for SQL
  mkdir "$work/$1"
  cat > "$work/$1/virtuoso.ini" <<INI
[Database]
DatabaseFile       = $work/$1/virtuoso.db
ErrorLogFile       = $work/$1/virtuoso.log
LockFile           = $work/$1/virtuoso.lck
TransactionFile    = $work/$1/virtuoso.trx
xa_persistent_file = $work/$1/virtuoso.pxa
[TempDatabase]
DatabaseFile    = $work/$1/temp.db
TransactionFile = $work/$1/temp.trx
[Parameters]
ServerPort      = 127.0.0.1:$3
DirsAllowed     = .
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort    = 127.0.0.1:$2
ServerThreads = 20
INI
  (cd "$work/$1" && exec virtuoso-t +configfile virtuoso.ini +foreground) > "$work/$1/out.log" 2>&1 &
  pids+=($!)
  until curl -s -o /dev/null "http://127.0.0.1:$2/sparql"; do sleep 1; done
  # The user "SPARQL" is whoever asks without a name; it may write, from this machine.
  printf "grant SPARQL_UPDATE to \"SPARQL\";\nDB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);\n" |
    isql-vt "127.0.0.1:$3" dba dba > "$work/$1/isql.log" 2>&1
}

await() { # address
  until curl -s -o /dev/null "$1"; do
    kill -0 "${pids[-1]}" 2>/dev/null || { tail -20 "$work"/*.log; exit 1; }
    sleep 1
  done
}

say "Virtuoso: two servers"
virtuoso blue $((port + 10)) $((port + 12))
virtuoso green $((port + 11)) $((port + 13))

serve() { # port, name, more settings
  $service --server.port="$1" --management.server.port=$(($1 + 1)) --publication.base-uri="http://localhost:$port/" \
    --publication.sources="$sources" --publication.data-dir="$work/$2" --publication.rate.units=0 "${@:3}" > "$work/$2.log" 2>&1 &
  pids+=($!)
  await "http://localhost:$1/"
}

say "In memory"
serve $((port + 2)) memory
say "In Virtuoso"
serve "$port" remote --publication.store=remote \
  --publication.remote.blue.query="http://localhost:$((port + 10))/sparql" \
  --publication.remote.blue.graph-store="http://localhost:$((port + 10))/sparql-graph-crud" \
  --publication.remote.green.query="http://localhost:$((port + 11))/sparql" \
  --publication.remote.green.graph-store="http://localhost:$((port + 11))/sparql-graph-crud" \
  --publication.remote.default-graph=urn:x-stay-tuned:published

# Repeats rows of a path with "*" behind another step; a path with "+" in OPTIONAL finds nothing; the latest of texts is one for all groups.
known="codes-of-a-city concept-tree latest-rates"

same() { # name
  if python3 scripts/same-rows.py --times "$work/memory.csv" "$work/remote.csv" > "$work/diff"; then
    say "same: $1"
  elif [[ " $known " = *" $1 "* ]]; then
    say "as known of Virtuoso, other: $1"
  else
    differs "$1: $(tr '\n' ' ' < "$work/diff")"
  fi
}
compare() { # name, query
  for each in "memory $((port + 2))" "remote $port"; do
    curl -s -m 60 -G -H 'Accept: text/csv' --data-urlencode "query=$2" "http://localhost:${each#* }/sparql" > "$work/${each% *}.csv"
  done
  same "$1"
}

compare "statements" 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'
compare "statements of each graph" 'SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), "/graph/release")) } GROUP BY ?g'
compare "blank nodes" 'SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o FILTER(isBlank(?s)) }'
compare "classes" 'SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c'
questions=$(curl -s "http://localhost:$((port + 2))/queries" | grep -o 'href="\./queries/[a-z0-9-]*"' | sort -u | sed 's/.*queries.\(.*\)"/\1/')
for question in $questions; do
  curl -s -m 60 "http://localhost:$((port + 2))/queries/$question.csv" > "$work/memory.csv"
  curl -s -m 60 "http://localhost:$port/queries/$question.csv" > "$work/remote.csv"
  same "$question"
done
city=$(curl -s -G -H 'Accept: text/csv' --data-urlencode "query=SELECT ?c { ?c a <http://localhost:$port/ontology#City> } ORDER BY ?c LIMIT 1" \
  "http://localhost:$((port + 2))/sparql" | tr -d '\r' | tail -1)
document="doc/${city#*/id/}.nt"
# Two services have published the same release at two times.
lines() { curl -s "http://localhost:$1/$document" | grep -v 'XMLSchema#dateTime' | sort; }
if diff <(lines $((port + 2))) <(lines "$port") > "$work/diff"; then
  say "same: $document"
else
  differs "$document: $(grep -c '^[<>]' "$work/diff") lines"
fi

say "Frozen"
kill -STOP "${pids[0]}" "${pids[1]}"
ready() { curl -s -o /dev/null -m 5 -w '%{http_code}' "http://localhost:$((port + 1))/actuator/health/readiness"; }
since=$(date +%s%N)
until [ "$(ready)" = 503 ]; do sleep 0.05; done
say "readiness false after $((($(date +%s%N) - since) / 1000000)) ms"
[ "$(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://localhost:$port/$document")" = 200 ] || differs "a document that was known"
refused=$(curl -s -o /dev/null -m 5 -w '%{http_code}' -G --data-urlencode 'query=SELECT * { ?s <http://example.org/frozen> ?o }' "http://localhost:$port/sparql")
[ "$refused" = 503 ] || differs "a query while frozen: $refused"
kill -CONT "${pids[0]}" "${pids[1]}"
since=$(date +%s%N)
until [ "$(ready)" = 200 ]; do sleep 0.05; done
say "readiness true after $((($(date +%s%N) - since) / 1000000)) ms"
compare "statements again" 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(true) }'

say "$differences differences"
[ "$differences" = 0 ]
