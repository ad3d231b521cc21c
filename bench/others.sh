#!/usr/bin/env bash
# The frozen release beside the stores of others, in one process: Jena in memory, HDT, RDF4J. Options and files go to Others:
#   bench/others.sh [--rounds=15] [var/releases/1/release.nq.gz] [/tmp/generated.nq]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -B -ntp -DskipTests package
mvn -q -B -ntp dependency:build-classpath -Dmdep.outputFile=target/classpath
mvn -q -B -ntp -f bench/others/pom.xml dependency:build-classpath -Dmdep.outputFile="$PWD/target/others.classpath"
classpath=target/classes:$(cat target/classpath):$(cat target/others.classpath)
javac -nowarn -d target/others -cp "$classpath" bench/Stores.java bench/others/Others.java
exec java -Xmx"${HEAP:-4g}" -cp "target/others:$classpath" Others "$@"
