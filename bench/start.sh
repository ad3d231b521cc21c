#!/usr/bin/env bash
# How long a start takes until the first answer, and how much of both processors: for each Java that is named, from the jar
# and with deploy/stay-tuned, with nothing archived and again. Prints a Markdown table.
#
#   bench/start.sh [--jar=target/….jar] [--port=9400] [--times=3] [java…]     # java: a program; else the one on the path
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(ls -t target/stay-tuned*.jar 2> /dev/null | head -n 1)
port=9400
times=3
javas=()
for option in "$@"; do
    case $option in
        --jar=*) jar=${option#*=} ;;
        --port=*) port=${option#*=} ;;
        --times=*) times=${option#*=} ;;
        *) javas+=("$option") ;;
    esac
done
[ ${#javas[@]} -gt 0 ] || javas=("$(command -v java)")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkfifo "$home/nothing"
exec 9<> "$home/nothing"

# One start: milliseconds to the first answer · of processor time by then · resident kilobytes.
start() {
    local begin end service told
    begin=$(date +%s%N)
    "$@" --server.port="$port" --management.server.port=$((port + 1)) --publication.data-dir="$home/var" \
        --publication.base-uri="http://localhost:$port/" > "$home/log" 2>&1 9>&- &
    service=$!
    # A client that asks all the time takes a third of a processor from the start that it measures; a shell's connecting does not.
    until { exec 3<> "/dev/tcp/localhost/$port"; } 2> /dev/null; do
        kill -0 "$service" 2> /dev/null || { tail -n 20 "$home/log" >&2; exit 1; }
        read -rt 0.01 -u 9 || true
    done
    until curl -sf -o /dev/null -H 'Accept: text/turtle' "http://localhost:$port/doc/city/ghent"; do
        kill -0 "$service" 2> /dev/null || { tail -n 20 "$home/log" >&2; exit 1; }
        sleep 0.02
    done
    end=$(date +%s%N)
    told=$(awk '{ print ($14 + $15 + $16 + $17) * 10 }' "/proc/$service/stat")
    echo "$(((end - begin) / 1000000)) $told $(awk '/VmRSS/ { print $2 }' "/proc/$service/status")"
    sleep "${SETTLE:-0}"
    kill "$service"
    wait "$service" 2> /dev/null || true
}

# The middle one of several, by time.
row() {
    local name=$1
    shift
    for _ in $(seq "$times"); do start "$@"; done | sort -n | sed -n "$(((times + 1) / 2))p" \
        | awk -v name="$name" '{ printf "| %s | %.2f | %.2f | %d |\n", name, $1 / 1000, $2 / 1000, $3 / 1024 }'
}

echo "| Start | s to the first answer | s CPU by then | MB resident |"
echo "|---|---|---|---|"
for java in "${javas[@]}"; do
    java=$(readlink -f "$(command -v "$java")")
    version=$("$java" -version 2>&1 | sed -n '1s/[^"]*"\([^"]*\)".*/\1/p')
    export JAVA_HOME STAY_TUNED_JAR=$jar STAY_TUNED_CACHE=$home/cache
    JAVA_HOME=$(dirname "$(dirname "$java")")
    rm -rf "$home/var"
    times=1 row "Java $version, the first ever: all files are judged" "$java" -jar "$jar"
    row "Java $version, the jar alone" "$java" -jar "$jar"
    deploy/stay-tuned --prepare
    row "Java $version, deploy/stay-tuned" deploy/stay-tuned
    rm -rf "$home/var"
    times=1 row "Java $version, deploy/stay-tuned, the first ever" deploy/stay-tuned
done
