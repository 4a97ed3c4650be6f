#!/usr/bin/env bash
# Scores on a Spark of this machine: SPARK_HOME=.. jobs/nightly-scoring/submit-local.sh ARGS.. passes ARGS on to
# 'loandefault score --engine spark'. SPARK_MASTER (default local[*]) and SPARK_SUBMIT_OPTIONS change how Spark runs.
set -euo pipefail
job="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
bin="${LOANDEFAULT_BIN:-$job/../../artifacts/bin}"
program="${LOANDEFAULT_PROGRAM:-$bin/loandefault/loandefault}"
worker="${LOANDEFAULT_WORKER:-$bin/worker/loandefault-worker}"
[ -n "${SPARK_HOME:-}" ] || { echo "submit-local.sh: SPARK_HOME is not set: set it to the folder of an Apache Spark 3.5 or 4.x" >&2; exit 2; }
[ -x "$SPARK_HOME/bin/spark-submit" ] || { echo "submit-local.sh: $SPARK_HOME holds no Spark (bin/spark-submit is missing): set SPARK_HOME to the folder of an Apache Spark 3.5 or 4.x" >&2; exit 2; }
for file in "$program" "$worker"; do
  [ -x "$file" ] || { echo "submit-local.sh: $file is missing: run ./build.sh --target=Publish" >&2; exit 2; }
done
# cron gives no locale, and Java would then turn every letter beyond ASCII in a path into another.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac
export SPARK_CONF_DIR="${SPARK_CONF_DIR:-$job/../../spark-conf/local}"
# PythonRunner starts the named program as the driver and gives it a gateway; no Python is involved.
# The first word after spark-internal is the program's first argument, the second a list of files that is not used.
exec "$SPARK_HOME/bin/spark-submit" --master "${SPARK_MASTER:-local[*]}" ${SPARK_SUBMIT_OPTIONS:-} \
  --conf spark.pyspark.driver.python="$program" --conf spark.pyspark.python="$worker" \
  --class org.apache.spark.deploy.PythonRunner spark-internal score "" --engine spark "$@"
