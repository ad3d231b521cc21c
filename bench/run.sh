#!/usr/bin/env bash
# Builds the service, starts it and plain Fuseki on the same release, and prints tables of both. Options go to Compare:
#   bench/run.sh                                        100,000 statements, some three minutes
#   bench/run.sh --sizes 100000,1000000 --rounds 3      eight minutes
#   bench/run.sh --sizes 10000000 --rounds 3            14 GB of memory and a quarter of an hour; half an hour with --swap yes
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -B -ntp -DskipTests package
mvn -q -B -ntp dependency:build-classpath -Dmdep.outputFile=target/fuseki.classpath -Dmdep.includeScope=test
java bench/Compare.java --jar "$(ls target/*.jar | head -n 1)" --fuseki-classpath "$(cat target/fuseki.classpath)" "$@"
