#!/usr/bin/env bash
# Times a backfill of DynamoDB items against a plain loop on the same DynamoDB Local, in turn, or looks at its memory.
# See README.md beside this file. MVN says which Maven, such as MVN="mvn -o".
set -euo pipefail
cd "$(dirname "$0")/.."
# compiles the library, and writes down the class paths of it and of DynamoDB Local
${MVN:-mvn} -B -q -pl ordermig-core process-test-resources dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
classpath="$PWD/ordermig-core/target/classes:$(cat ordermig-core/target/bench.classpath)"
classes="$PWD/ordermig-core/target/bench"
mkdir -p "$classes"
javac -Xlint:all,-processing,-classfile -proc:none -d "$classes" -cp "$classpath" bench/DynamoBackfill*.java
exec java -Dslf4j.internal.verbosity=ERROR -cp "$classes:$classpath" DynamoBackfill "$@"
