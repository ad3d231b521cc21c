#!/usr/bin/env bash
# Whether so much memory is enough: the service with the flags of the Dockerfile in a control group of that size, as a container
# is one. It starts with nothing archived, so it judges all files there; then every page and description is read
# while queries run without a pause. Needs root, Linux, curl. Prints the most that was taken, and fails where anything fails.
#
#   bench/memory.sh [--mb=256] [--again] [--jar=target/….jar] [--port=9400] [--queries=2] [--seconds=300] [--cache=…]
#
# --queries: so many at once, heavy ones, without a pause.
# --seconds: so long it is read; all there is takes a quarter of an hour where memory is not short.
# --again: the release was published before, without that limit, as when a container gets a data folder that is filled.
# --cache: of an earlier deploy/stay-tuned --prepare.
set -euo pipefail
cd "$(dirname "$0")/.."
mb=256
port=9400
queries=2
seconds=300
cache=
again=
jar=$(ls -t target/stay-tuned*.jar 2> /dev/null | head -n 1)
for option in "$@"; do
    case $option in
        --mb=*) mb=${option#*=} ;;
        --port=*) port=${option#*=} ;;
        --jar=*) jar=${option#*=} ;;
        --queries=*) queries=${option#*=} ;;
        --seconds=*) seconds=${option#*=} ;;
        --cache=*) cache=${option#*=} ;;
        --again) again=yes ;;
        *) echo "Unknown: $option" >&2; exit 2 ;;
    esac
done

home=$(mktemp -d)
group=/sys/fs/cgroup/memory/stay-tuned-$$
limit=memory.limit_in_bytes most=memory.max_usage_in_bytes
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
    group=/sys/fs/cgroup/stay-tuned-$$
    limit=memory.max most=memory.peak
fi
mkdir "$group"
echo $((mb << 20)) > "$group/$limit"
[ ! -f "$group/memory.swap.max" ] || echo 0 > "$group/memory.swap.max"

stop() {
    for job in "${asking[@]:-}" "${service:-}"; do [ -z "$job" ] || kill "$job" 2> /dev/null || true; done
    [ -z "${service:-}" ] || wait "$service" 2> /dev/null || true
    rmdir "$group" 2> /dev/null || true
    rm -rf "$home"
}
trap stop EXIT

site=http://localhost:$port/
options=$(sed -n 's/.*JAVA_OPTS="\([^"]*MaxRAM[^"]*\)".*/\1/p' Dockerfile)
export MALLOC_ARENA_MAX=2 JAVA_OPTS="$options" STAY_TUNED_CACHE=${cache:-$home/cache} STAY_TUNED_JAR=$jar
[ -n "$cache" ] || JAVA_OPTS=-XX:+UseSerialGC deploy/stay-tuned --prepare
settings=(--server.port="$port" --management.server.port=$((port + 1)) --publication.data-dir="$home/var" --publication.base-uri="$site")
if [ -n "$again" ]; then
    JAVA_OPTS=-XX:+UseSerialGC deploy/stay-tuned "${settings[@]}" > "$home/log" 2>&1 &
    service=$!
    until grep -q 'as others see it: ' "$home/log"; do kill -0 "$service"; sleep 1; done
    kill "$service"
    wait "$service" || true
fi
# What the group reads shall be counted there: a file that is in memory already is not.
sync
find "$STAY_TUNED_CACHE" -type f -exec dd if={} iflag=nocache count=0 status=none \;
sh -c 'echo $$ > "$0/cgroup.procs"; exec "$@"' "$group" deploy/stay-tuned "${settings[@]}" > "$home/log" 2>&1 &
service=$!
until curl -sf -o /dev/null "$site"; do
    kill -0 "$service" 2> /dev/null || { tail -n 30 "$home/log" >&2; echo "It does not start in $mb MB." >&2; exit 1; }
    sleep 0.2
done
now() { awk '{ printf "%d", $1 / 1048576 }' "$group/$most"; }
echo "$mb MB, Java with $options"
echo "started with $([ -n "$again" ] && echo "a release in the archive" || echo "nothing archived"): $(now) MB at most"

# Sorted, grouped, and joined over the whole release; each answer is one of the service, whole or a refusal.
ask() {
    while true; do
        for query in 'SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)' \
            'SELECT ?s ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l } ORDER BY ?l LIMIT 5000' \
            'SELECT DISTINCT ?a ?b { ?a ?p ?x . ?b ?p ?x . FILTER(?a != ?b) } LIMIT 20000' \
            'CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 50000'; do
            curl -s -o /dev/null -w '%{http_code}\n' -G "${site}sparql" --data-urlencode "query=$query" --data-urlencode "nonce=$RANDOM"
        done
    done
}
asking=()
for one in $(seq 1 "$queries"); do
    ask > "$home/asked-$one" &
    asking+=($!)
done
ok=0
timeout "$seconds" java -Xmx1g scripts/Crawl.java --quick "$site" > "$home/crawl" || ok=$?
if [ $ok = 124 ]; then
    ok=0
    echo "pages and descriptions read for $seconds s"
else
    tail -n 12 "$home/crawl"
fi
kill -0 "$service" || { tail -n 30 "$home/log" >&2; echo "It has ended." >&2; exit 1; }
echo "answered: $(curl -s "http://localhost:$((port + 1))/actuator/prometheus" | sed -n 's/^http_server_requests_seconds_count{.*status="\([0-9]*\)".* \([0-9]*\).*/\1 \2/p' \
    | awk '{ n[$1] += $2 } END { for (status in n) print n[status] " × " status }' | sort -k3 | paste -sd, -)"
queries=$(cat "$home"/asked-* 2> /dev/null || true)
echo "of these, heavy queries: $(echo "$queries" | sort | uniq -c | awk '{ print $1 " × " $2 }' | paste -sd, -)"
echo "$(now) MB at most, of its own $(awk '/RssAnon/ { print int($2 / 1024) }' "/proc/$service/status") MB"
! grep -q OutOfMemory "$home/log" || { echo "It had no memory left." >&2; exit 1; }
grep -E ' (WARN|ERROR) ' "$home/log" | head -n 5 || true
exit $ok
