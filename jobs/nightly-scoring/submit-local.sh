#!/usr/bin/env bash
# Scores on a Spark of this machine: SPARK_HOME=.. jobs/nightly-scoring/submit-local.sh ARGS.. passes ARGS on to
# 'loandefault score --engine spark'. SPARK_MASTER (default local[*]) and SPARK_SUBMIT_OPTIONS change how Spark runs.
set -euo pipefail
job="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$job/spark.sh"
bin="${LOANDEFAULT_BIN:-$job/../../artifacts/bin}"
program="${LOANDEFAULT_PROGRAM:-$bin/loandefault/loandefault}"
worker="${LOANDEFAULT_WORKER:-$bin/worker/loandefault-worker}"
for file in "$program" "$worker"; do
  [ -x "$file" ] || fail "$file is missing: run ./build.sh --target=Publish"
done
use_utf8
export SPARK_CONF_DIR="${SPARK_CONF_DIR:-$job/../../spark-conf/local}"
# SPARK_HOME, Spark's version, Java: one line says what does not fit.
"$program" spark-check || exit
# PythonRunner starts the named program as the driver and gives it a gateway; no Python is involved.
# The first word after spark-internal is the program's first argument, the second a list of files that is not used.
run_spark_submit --master "${SPARK_MASTER:-local[*]}" ${SPARK_SUBMIT_OPTIONS:-} \
  --conf spark.pyspark.driver.python="$program" --conf spark.pyspark.python="$worker" \
  --class org.apache.spark.deploy.PythonRunner spark-internal score "" --engine spark "$@"
