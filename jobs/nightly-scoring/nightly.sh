#!/usr/bin/env bash
# What cron or a systemd timer starts: nightly.sh jobs/nightly-scoring/submit-yarn.sh ARGS.. runs the submit script, again
# after a failure that may pass, and ends with its last exit code. One at a time on this machine.
# LOANDEFAULT_TRIES (3), LOANDEFAULT_PAUSE (300 seconds between tries), LOANDEFAULT_LOCK (a file in the user's own folder).
# Give --business-date yesterday with --time-zone and --day-starts: then every try of one night is for one date.
set -uo pipefail
tries="${LOANDEFAULT_TRIES:-3}" pause="${LOANDEFAULT_PAUSE:-300}"
lock="${LOANDEFAULT_LOCK:-${XDG_RUNTIME_DIR:-${HOME:-/tmp}}/loandefault-nightly.lock}"
[ $# -gt 0 ] || { echo "error: nightly.sh SUBMIT-SCRIPT ARGS..: which script submits the run?" >&2; exit 2; }
# 75, EX_TEMPFAIL: nothing was tried. The kernel takes the lock away from a wrapper that was killed.
exec 9>"$lock" || { echo "error: $lock cannot be written: name another file by LOANDEFAULT_LOCK" >&2; exit 2; }
flock -n 9 || { echo "error: another nightly.sh holds $lock: the last night still runs" >&2; exit 75; }

child= stopped=
trap 'stopped=1; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' TERM INT HUP
for ((try = 1; ; try++)); do
  "$@" 9>&- &
  child=$!
  while code=0; wait "$child" || code=$?; kill -0 "$child" 2>/dev/null; do :; done
  case "$code" in
    # Done, or what would end in the same way again: wrong use, bad input, a gate, another run published.
    0 | 2 | 3 | 4 | 5) exit "$code" ;;
  esac
  [ -z "$stopped" ] || exit "$code"
  if [ "$try" -ge "$tries" ]; then
    echo "error: try $try of $tries ended with $code: giving up" >&2
    exit "$code"
  fi
  echo "warning: try $try of $tries ended with $code: again in $pause s" >&2
  sleep "$pause" 9>&- &
  child=$!
  wait "$child"
  [ -z "$stopped" ] || exit 143
done
