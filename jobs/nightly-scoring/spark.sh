# What the submit scripts share; sourced, not run.

fail() { echo "error: $1" >&2; exit 2; }

# cron gives no locale, and Java would then turn every letter beyond ASCII in a path into another.
use_utf8() {
  case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}

# The last value that the driver wrote under a name: its process id, its exit code.
driver_says() { sed -n "s/^$1=//p" "$LOANDEFAULT_DRIVER_STATUS" | tail -n 1; }

# To the driver alone, which cancels its jobs and ends; before there is one, to all of Spark. A second signal ends the
# driver at once, so one that has reached it already, as a service manager sends it to every process, is not passed on.
pass_signal() {
  local driver; driver="$(driver_says pid)"
  if [ -z "$signalled" ]; then
    signalled=1
    sleep 0.5
    [ -z "$(driver_says stopping)" ] || return 0
  fi
  kill -s "$1" "${driver:-"-$spark"}" 2>/dev/null || kill -s "$1" -- "-$spark" 2>/dev/null || true
}

# Runs spark-submit with the driver's arguments and ends with the driver's exit code. spark-submit alone cannot tell it:
# a JVM that gets a signal ends with 130 or 143 at once and leaves the driver, which may be about to publish.
run_spark_submit() {
  local spark code driver result signalled=
  LOANDEFAULT_DRIVER_STATUS="$(mktemp)"; export LOANDEFAULT_DRIVER_STATUS
  trap 'rm -f "$LOANDEFAULT_DRIVER_STATUS"' EXIT
  # A process group of its own: Ctrl-C of a terminal reaches Spark through this script, once.
  set -m
  "$SPARK_HOME/bin/spark-submit" "$@" </dev/null &
  spark=$!
  set +m
  trap 'pass_signal INT' INT
  trap 'pass_signal TERM' TERM HUP
  # A signal ends 'wait' early.
  while code=0; wait "$spark" || code=$?; kill -0 "$spark" 2>/dev/null; do :; done
  driver="$(driver_says pid)"
  while [ -n "$driver" ] && [ -z "$(driver_says exit)" ] && kill -0 "$driver" 2>/dev/null; do sleep 0.1; done
  result="$(driver_says exit)"
  [ -n "$result" ] || result="${driver:+vanished}"
  case "$code:${result:-none}" in
    # A driver that heard of the signal has said this itself.
    130:vanished | 143:vanished) [ -n "$(driver_says stopping)" ] || echo "error: stopped at once: the table has the whole run or nothing of it; the same command starts again" >&2 ;;
    # The driver says that Spark went away; it did because of the signal. Its words went with Spark.
    130:none | 130:6) echo "error: stopped by Ctrl-C: nothing was published; the same command starts again" >&2 ;;
    143:none | 143:6) echo "error: stopped by SIGTERM: nothing was published; the same command starts again" >&2 ;;
    *:none | *:vanished) ;;
    *) code=$result ;;
  esac
  exit "$code"
}

# The application that spark-submit's log names.
application() { grep -o 'application_[0-9]*_[0-9]*' "$1" | head -n 1; }

# Runs spark-submit in cluster mode and ends with the driver's exit code. spark-submit itself says only 0 or 1; the
# program's own code stands in YARN's diagnostics, which it logs.
run_in_cluster() {
  local log="$1" spark words code id result stopped=; shift
  set -m
  "$SPARK_HOME/bin/spark-submit" "$@" </dev/null 2>"$log" &
  spark=$!
  set +m
  tail -n +1 -s 0.2 -f --pid="$spark" "$log" >&2 &
  words=$!
  # spark-submit first, so that nothing is submitted any more; it logs the application's id before it submits.
  trap 'stopped=130; kill -- "-$spark" 2>/dev/null' INT
  trap 'stopped=143; kill -- "-$spark" 2>/dev/null' TERM HUP
  while code=0; wait "$spark" || code=$?; kill -0 "$spark" 2>/dev/null; do :; done
  while kill -0 "$words" 2>/dev/null; do wait "$words" || true; done
  [ "$code" -ne 0 ] || exit 0
  id="$(application "$log")" || id=
  if [ -n "$stopped" ]; then
    # It goes on by itself when spark-submit is gone.
    [ -z "$id" ] || "$SPARK_HOME/bin/spark-class" org.apache.hadoop.yarn.client.cli.ApplicationCLI application -kill "$id" >&2 || true
    echo "error: stopped: the table has the whole run or nothing of it; the same command starts again" >&2
    exit "$stopped"
  fi
  result="$(sed -n 's/.*User application exited with status \([0-9]*\).*/\1/p' "$log" | tail -n 1)"
  ! grep -q 'final status: KILLED' "$log" || echo "error: somebody killed the application in YARN: nothing half-done is to be seen; the same command starts again" >&2
  [ -z "$id" ] || echo "error: the driver's own words are in YARN's log: yarn logs -applicationId $id" >&2
  exit "${result:-6}"
}
