#!/usr/bin/env bash
# Builds the service, starts it and plain Fuseki on the same release, and prints a table of both. Options go to Compare.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -B -ntp -DskipTests package
mvn -q -B -ntp dependency:build-classpath -Dmdep.outputFile=target/fuseki.classpath -Dmdep.includeScope=test
java bench/Compare.java --jar "$(ls target/*.jar | head -n 1)" --fuseki-classpath "$(cat target/fuseki.classpath)" "$@"
