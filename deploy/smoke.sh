#!/usr/bin/env bash
# Is this binary a whole one? Threads, page and verifier are in it, and none of them asks a network.
#
#   bash deploy/smoke.sh dist/outband
set -euo pipefail
outband=$(realpath "$1")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
"$outband" --version
"$outband" selftest >selftest.txt || { cat selftest.txt; exit 1; }
"$outband" demo --dir="$dir/demo" >demo.txt || { cat demo.txt; exit 1; }
grep -q "ACCEPTED (exit 0)" demo.txt
grep -q "REJECTED (exit 4)" demo.txt
"$outband" verify --html verify.html
test -s verify.html
echo "smoke: ok"
