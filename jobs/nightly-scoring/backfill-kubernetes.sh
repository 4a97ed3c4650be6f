#!/usr/bin/env bash
# Scores past nights on Kubernetes, one after the other: backfill-kubernetes.sh FROM [TO], dates as YYYY-MM-DD, TO included.
# Each is a job made from the CronJob, with its image and settings and only the business date its own. A date that is
# published already takes seconds. NAMESPACE (default loandefault) and KUBECTL (default kubectl) change where.
set -euo pipefail
from="${1:-}" to="${2:-${1:-}}"
kubectl="${KUBECTL:-kubectl}" namespace="${NAMESPACE:-loandefault}"
for date in "$from" "$to"; do
  [[ "$date" =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] && date -u -d "$date" >/dev/null 2>&1 ||
    { echo "backfill-kubernetes.sh: '$date' is not a date: backfill-kubernetes.sh FROM [TO], such as 2026-01-01 2026-01-31" >&2; exit 2; }
done
[[ ! "$from" > "$to" ]] || { echo "backfill-kubernetes.sh: $from is after $to: name the earlier date first" >&2; exit 2; }

status_of() { "$kubectl" get job -n "$namespace" "$1" -o 'jsonpath={.status.conditions[?(@.status=="True")].type}'; }

while [[ ! "$from" > "$to" ]]; do
  # A name of its own each time, so that the same date may be filled again.
  job="backfill-$from-$(date -u +%H%M%S)"
  "$kubectl" create job -n "$namespace" "$job" --from=cronjob/nightly-scoring --dry-run=client -o json |
    "$kubectl" set env --local -f - BUSINESS_DATE="$from" -o json | "$kubectl" create -f -
  until status="$(status_of "$job")"; [[ " $status " =~ \ (Complete|Failed)\  ]]; do
    sleep 2
  done
  [[ " $status " != *" Failed "* ]] || {
    echo "backfill-kubernetes.sh: $from failed: $kubectl logs -n $namespace job/$job says why; the dates after it were not tried" >&2
    exit 1
  }
  echo "$from done ($job)"
  from="$(date -u -d "$from + 1 day" +%F)"
done
