#!/bin/bash
# Two instances behind nginx with a cache in front, as deploy/nginx.conf has it: under load one is killed and started again,
# then the other is stopped as an operator would and started again. Not one request may fail.
#
#   apt install nginx-light curl
#   mvn -q -DskipTests package
#   scripts/two-instances.sh                 # in the repository's root
#   SOURCES=src/test/resources/release/small/ontology,src/test/resources/release/small/rdf-data scripts/two-instances.sh
#
# PORT (9800): the proxy; the instances have the four ports after it. RATE (24): requests a second. Everything else is in a folder
# of its own, which is removed. Ends with 1 where a request failed, or the instances say different things.
set -euo pipefail

port=${PORT:-9800}
sources=${SOURCES:-ontology,rdf-data}
service=${SERVICE:-java -Xmx500m -jar $(ls target/stay-tuned-linked-data-*.jar 2>/dev/null | head -1)}
nginx=$(PATH=$PATH:/usr/sbin command -v nginx) || { echo "There is no nginx." >&2; exit 1; }
work=$(mktemp -d)
declare -A pid=()
faults=0
finish() {
  for each in "${pid[@]}"; do kill -KILL "$each" 2>/dev/null || true; done
  [ -f "$work/nginx.pid" ] && kill -QUIT "$(cat "$work/nginx.pid")" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fault() { faults=$((faults + 1)); say "FAULT: $*"; }
port_of() { case $1 in one) echo $((port + 1)) ;; other) echo $((port + 3)) ;; esac; }

serve() { # name
  local at since=$SECONDS
  at=$(port_of "$1")
  $service --server.port="$at" --management.server.port=$((at + 1)) --publication.base-uri="http://localhost:$port/" \
    --publication.sources="$sources" --publication.data-dir="$work/$1" --publication.rate.proxies=127.0.0.1 >> "$work/$1.log" 2>&1 &
  pid[$1]=$!
  until curl -s -o /dev/null "http://127.0.0.1:$at/robots.txt"; do
    kill -0 "${pid[$1]}" 2>/dev/null || { tail -20 "$work/$1.log"; exit 1; }
    sleep 0.5
  done
  say "$1 is there after $((SECONDS - since)) s"
}
release() { # name
  curl -s -m 10 "http://127.0.0.1:$(($(port_of "$1") + 1))/actuator/prometheus" | sed -n 's/^publication_release_number[^ ]* \([0-9]*\).*/\1/p'
}
same() {
  java scripts/TwoInstances.java same "http://127.0.0.1:$(port_of one)/" "http://127.0.0.1:$(port_of other)/" > "$work/same" || faults=$((faults + 1))
  say "release $(release one) and $(release other); $(tail -1 "$work/same")"
  grep DIFFERS "$work/same" | head -5 || true
  [ "$(release one)" = "$(release other)" ] || fault "two releases"
}

# The file as it is shipped, with these ports and folders.
sed -e "s|127.0.0.1:8080|127.0.0.1:$(port_of one)|; s|127.0.0.1:8082|127.0.0.1:$(port_of other)|" \
  -e "s|listen 80;|listen 127.0.0.1:$port;|; s|/var/cache/nginx/stay-tuned|$work/cache|" deploy/nginx.conf > "$work/stay-tuned.conf"
cat > "$work/nginx.conf" <<CONF
user $(id -un) $(id -gn);
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 512; }
http {
    log_format asked '\$status|\$upstream_cache_status|\$upstream_addr|\$upstream_status|\$request_time|\$request_method';
    access_log $work/access.log asked;
    client_body_temp_path $work/body;
    proxy_temp_path $work/proxy;
    fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi;
    scgi_temp_path $work/scgi;
    include $work/stay-tuned.conf;
}
CONF
"$nginx" -t -q -c "$work/nginx.conf" -e "$work/error.log" || { cat "$work/error.log"; exit 1; }

say "One instance publishes; its folder is copied; the other finds the release accepted"
serve one
mkdir "$work/other"
cp -r "$work/one/releases" "$work/other/"
serve other

"$nginx" -c "$work/nginx.conf" -e "$work/error.log"
same

# Whoever asks through the proxy is counted as himself, and answers from the cache say nothing of what is left to another.
limit() { curl -s -o /dev/null -D - -H 'X-Forwarded-For: 203.0.113.9' "http://127.0.0.1:$port/sparql?query=ASK%7B%7D" | tr -d '\r' | sed -n 's/^RateLimit: //Ip'; }
[ -n "$(limit)" ] || fault "the service does not count whom the proxy names"
[ -z "$(limit)" ] || fault "RateLimit in an answer from the cache"

say "Load: ${RATE:-24} requests a second"
: > "$work/access.log"
java scripts/TwoInstances.java load "http://localhost:$port/" "${RATE:-24}" "$work/stop" > "$work/load" 2>&1 &
pid[load]=$!
sleep 10

say "One is killed (SIGKILL)"
kill -KILL "${pid[one]}"
wait "${pid[one]}" 2>/dev/null || true
sleep 8
serve one
sleep 8

say "The other is stopped (SIGTERM)"
kill -TERM "${pid[other]}"
ended=0
wait "${pid[other]}" || ended=$?
say "ended with code $ended"
[ "$ended" = 143 ] || fault "a graceful stop ends with 143"
sleep 8
serve other
sleep 8

touch "$work/stop"
wait "${pid[load]}" || faults=$((faults + 1))
unset 'pid[load]'
cat "$work/load"
awk -F'|' '{ n++; if ($2 != "MISS" && $2 != "EXPIRED" && $2 != "REVALIDATED" && $2 != "") c++; if ($3 ~ /,/) t++;
  if ($3 ~ /'":$(port_of one)"'$/) a++; if ($3 ~ /'":$(port_of other)"'$/) b++; if ($1 >= 500) f++ }
  END { printf "nginx: %d requests, %d from the cache, %d answered by one, %d by the other, %d asked twice, %d with a status from 500\n", n, c, a, b, t, f }' "$work/access.log"
awk -F'|' '$3 ~ /,/ { w[$4]++ } END { for (s in w) printf "  asked twice: %s, %d times\n", s, w[s] }' "$work/access.log" | sort
same

[ "$faults" = 0 ] && say "PASSED: not one request failed" || { say "FAILED: $faults faults"; exit 1; }
