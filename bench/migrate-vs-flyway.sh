#!/usr/bin/env bash
# Times ordermig:migrate against flyway:migrate on the same server, in turn. See README.md beside this file.
set -euo pipefail
cd "$(dirname "$0")/.."
exec java bench/MigrateVsFlyway.java "$@"
