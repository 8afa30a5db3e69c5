#!/bin/sh
# Browser tests: builds the portal, serves it, runs checks.mjs in headless Chromium.
# Skips with a clear line where Chromium, Node or the packages are missing. Usage: tests/browser/run.sh [MANGNON]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${1:-$root/target/release/mangnon}
[ -x "$program" ] || program=$root/target/debug/mangnon
browser=${CHROMIUM:-}
for name in chromium chromium-browser google-chrome chrome; do
  [ -n "$browser" ] || browser=$(command -v "$name" || true)
done
[ -n "$browser" ] || { echo "browser tests: SKIPPED, no Chromium"; exit 0; }
command -v node >/dev/null || { echo "browser tests: SKIPPED, no Node"; exit 0; }
[ -x "$program" ] || { echo "browser tests: SKIPPED, the program is not built"; exit 0; }
if [ ! -d "$here/node_modules" ]; then
  (cd "$here" && npm ci --no-audit --no-fund >/dev/null 2>&1) || { echo "browser tests: SKIPPED, npm packages not available"; exit 0; }
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$program" build --root "$root" --out "$out/public" >/dev/null
CHROMIUM=$browser node "$here/checks.mjs" "$out/public" "$root"
