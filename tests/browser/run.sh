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
  told=$(cd "$here" && npm ci --no-audit --no-fund 2>&1) || case $told in
    *EUSAGE*) echo "browser tests: FAILED, package.json and package-lock.json differ"; exit 1 ;;
    *) echo "browser tests: SKIPPED, npm packages not available"; exit 0 ;;
  esac
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# Cards and posters are no part of what is looked at, and take the longest; codes stand on printed pages.
cp -R "$root/content" "$root/themes" "$out/"
cp "$root/site.toml" "$out/site.toml"
printf '\n[outputs]\ncards = "none"\nqr = true\nprint = false\n' >>"$out/site.toml"
"$program" build --root "$out" --out "$out/public" >/dev/null 2>&1
# A portal of the tests whose commune has a number of its own, in the theme that readers see.
local=$root/tests/sites/a_locality_inherits_contacts_and_schedule
mkdir "$out/local" && cp -R "$local/content" "$out/local/" && sed 's/^theme = .*/theme = "mang-non"/' "$local/site.toml" >"$out/local/site.toml"
cp -R "$root/themes" "$out/local/"
"$program" build --root "$out/local" --out "$out/local-public" >/dev/null 2>&1 || true
"$program" preview --root "$out" --out "$out/ban-nhap.html" "$out/content/khan-cap/dien-giat.md" >/dev/null 2>&1
CHROMIUM=$browser node "$here/checks.mjs" "$out/public" "$root" "$out/local-public"
