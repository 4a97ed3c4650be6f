#!/usr/bin/env bash
# Scores on Kubernetes. Runs inside the pod that k8s/base/cronjob.yaml describes and passes its arguments on to
# 'loandefault score --engine spark'. The pod is the driver (client mode), so its exit code is the program's; executors
# are pods that belong to this one and go when it goes. To try it by hand: kubectl create job try --from=cronjob/nightly-scoring
set -euo pipefail
job="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$job/spark.sh"
bin="${LOANDEFAULT_BIN:-$job/../../bin}"
program="$bin/loandefault/loandefault" worker="$bin/worker/loandefault-worker"
export SPARK_HOME="${SPARK_HOME:-/opt/spark}"
for name in POD_NAME POD_NAMESPACE POD_IP LOANDEFAULT_IMAGE; do
  [ -n "${!name:-}" ] || fail "$name is not set: this script runs in the pod of k8s/base/cronjob.yaml, which sets it"
done
for file in "$SPARK_HOME/bin/spark-submit" "$program" "$worker"; do
  [ -x "$file" ] || fail "$file is missing: is $LOANDEFAULT_IMAGE the image of this project's Dockerfile, target 'spark'?"
done
use_utf8
# PythonRunner starts the named program as the driver and gives it a gateway; no Python is involved.
# The first word after spark-internal is the program's first argument, the second a list of files that is not used.
run_spark_submit --master "${SPARK_MASTER:-k8s://https://kubernetes.default.svc}" --deploy-mode client ${SPARK_SUBMIT_OPTIONS:-} \
  --conf spark.kubernetes.namespace="$POD_NAMESPACE" --conf spark.kubernetes.driver.pod.name="$POD_NAME" \
  --conf spark.driver.host="$POD_IP" --conf spark.driver.bindAddress="$POD_IP" \
  --conf spark.kubernetes.container.image="$LOANDEFAULT_IMAGE" \
  --conf spark.pyspark.driver.python="$program" --conf spark.pyspark.python="$worker" \
  --class org.apache.spark.deploy.PythonRunner spark-internal score "" --engine spark "$@"
