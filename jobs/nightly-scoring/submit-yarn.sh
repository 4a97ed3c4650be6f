#!/usr/bin/env bash
# Scores on YARN: SPARK_HOME=.. HADOOP_CONF_DIR=.. jobs/nightly-scoring/submit-yarn.sh ARGS.. passes ARGS on to
# 'loandefault score --engine spark' and ends with its exit code, in both modes:
#   SPARK_DEPLOY_MODE=client   (default) the driver runs here; this machine must be reachable from the cluster
#   SPARK_DEPLOY_MODE=cluster  the driver runs in a container, with the program and the model shipped to it
# LOANDEFAULT_ARCHIVE is what './build.sh --target=Archive' makes, on this machine or (so that it is not uploaded each night)
# in HDFS. SPARK_SUBMIT_OPTIONS are more options of spark-submit, for example '--queue night'.
set -euo pipefail
job="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$job/spark.sh"
mode="${SPARK_DEPLOY_MODE:-client}"
bin="${LOANDEFAULT_BIN:-$job/../../artifacts/bin}"
program="$bin/loandefault/loandefault"
archive="${LOANDEFAULT_ARCHIVE:-$bin/loandefault.tar.gz}"
case "$mode" in client | cluster) ;; *) fail "SPARK_DEPLOY_MODE is '$mode': client or cluster" ;; esac
[ -x "$program" ] || fail "$program is missing: run ./build.sh --target=Archive"
case "$archive" in
  *://*) ;;
  *) [ -f "$archive" ] || fail "$archive is missing: run ./build.sh --target=Archive, or name the one in HDFS by LOANDEFAULT_ARCHIVE" ;;
esac
[ -f "${HADOOP_CONF_DIR:-}/yarn-site.xml" ] || fail "HADOOP_CONF_DIR '${HADOOP_CONF_DIR:-}' holds no yarn-site.xml: name the folder of the cluster's client settings"
use_utf8
export SPARK_CONF_DIR="${SPARK_CONF_DIR:-$job/../../spark-conf/yarn}"
"$program" spark-check || exit

# Executors unpack the archive as ./loandefault.
options=(--master yarn --deploy-mode "$mode" --class org.apache.spark.deploy.PythonRunner
  --conf spark.pyspark.python=./loandefault/worker/loandefault-worker)

# The value of --model in ARGS: as two words or as one.
model_of() {
  while [ $# -gt 0 ]; do
    case "$1" in --model) echo "${2:-}"; return ;; --model=*) echo "${1#--model=}"; return ;; esac
    shift
  done
}

if [ "$mode" = client ]; then
  run_spark_submit "${options[@]}" ${SPARK_SUBMIT_OPTIONS:-} --archives "$archive#loandefault" \
    --conf spark.pyspark.driver.python="$program" spark-internal score "" --engine spark "$@"
fi

model="$(model_of "$@")"
[ -f "$model/manifest.json" ] || fail "--model '$model' is no folder of a model package: in cluster mode it is shipped from this machine"
# spark-submit's log, which is where a cluster-mode run's id and exit code are, and the model as it is shipped.
yarn_log="$(mktemp)" model_archive="$(mktemp --suffix=.tar.gz)"
trap 'rm -f "$yarn_log" "$model_archive"' EXIT
tar -czf "$model_archive" -C "$model" .
# In the container it lies elsewhere.
arguments=()
while [ $# -gt 0 ]; do
  case "$1" in --model) shift 2; continue ;; --model=*) shift; continue ;; esac
  arguments+=("$1")
  shift
done
run_in_cluster "$yarn_log" "${options[@]}" ${SPARK_SUBMIT_OPTIONS:-} --archives "$archive#loandefault,$model_archive#model" \
  --conf spark.pyspark.driver.python=./loandefault/loandefault/loandefault \
  spark-internal score "" --engine spark --model ./model "${arguments[@]}"
