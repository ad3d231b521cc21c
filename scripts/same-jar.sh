#!/bin/bash
# The same sources give the same jar: builds what is committed twice, in two folders and time zones, and with two masks for
# new files, and compares the jars byte by byte. Ends with 1 where they differ, and says in which files.
#
#   scripts/same-jar.sh                       # in the repository's root; MVN="mvn -o" without a network
set -euo pipefail

mvn=${MVN:-mvn}
commit=$(git rev-parse HEAD)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # folder
  mkdir -p "$work/$1"
  git archive "$commit" | tar -x -C "$work/$1"
  (cd "$work/$1" && $mvn -B -ntp -q -DskipTests -Dspotless.check.skip package) > "$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }
  jar=$(ls "$work/$1"/target/stay-tuned-linked-data-*.jar)
  mv "$jar" "$work/$(basename "$1").jar"
  rm -rf "${work:?}/$1"
}

(umask 022; TZ=UTC LANG=C.UTF-8 build one)
(umask 077; TZ=Asia/Tokyo LANG=C build far/away/another)
sha256sum "$work/one.jar" "$work/another.jar" | sed "s|$work/||"
if ! cmp -s "$work/one.jar" "$work/another.jar"; then
  for each in one another; do
    mkdir "$work/$each"
    (cd "$work/$each" && unzip -qo "../$each.jar")
  done
  diff -rq "$work/one" "$work/another" || true
  diff <(unzip -Z -T "$work/one.jar") <(unzip -Z -T "$work/another.jar") | head -20 || true
  exit 1
fi
echo "The two jars are the same."
