#!/usr/bin/env bash
# Builds LoanDefault and runs the demonstration; ./build.sh --target=Help lists what else it can do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
command -v dotnet >/dev/null || { echo "build.sh: the .NET 10 SDK is missing: install it and put 'dotnet' on PATH" >&2; exit 2; }
command -v npm >/dev/null || { echo "build.sh: Node.js is missing: install Node.js 20 or later (the native libraries come as npm packages)" >&2; exit 2; }
dotnet tool restore >/dev/null || { echo "build.sh: 'dotnet tool restore' failed: is the package feed reachable?" >&2; exit 2; }
closing_line=artifacts/closing-line
rm -f "$closing_line"
status=0
dotnet dotnet-cake build.cake "$@" || status=$?
# Cake prints its own table last; what a target wants to end with comes after it.
[ ! -f "$closing_line" ] || cat "$closing_line"
exit "$status"
