#!/bin/sh
# Times whole commands on the example, and printing its web page as PDF by other
# programs. Says which of them are missing. hyperfine prints the ratios, which are
# true only within one run: other work on the machine slows all alike.
set -eu

program=${1:-target/release/nianbao}
example=examples/quanzhou-2021/2021.yaml
runs=${RUNS:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v hyperfine >/dev/null 2>&1 || {
    echo "hyperfine is missing: apt-get install hyperfine" >&2
    exit 1
}

echo "== whole commands, each in a new process"
hyperfine -N -w 3 -r "$runs" \
    -n "check" "$program check $example" \
    -n "html and markdown" "$program build --to html,md -o $work $example" \
    -n "three formats" "$program build -o $work $example"

echo "== the same web page as PDF"
set -- -n nianbao "$program build --to pdf -o $work $example"
if command -v weasyprint >/dev/null 2>&1; then
    set -- "$@" -n WeasyPrint "weasyprint -q $work/2021.html $work/weasyprint.pdf"
else
    echo "WeasyPrint left out: not installed (pip install weasyprint)"
fi
if command -v chromium >/dev/null 2>&1; then
    set -- "$@" -n Chromium "chromium --headless --no-sandbox --disable-gpu \
        --disable-background-networking --disable-component-update --disable-sync \
        --no-first-run --user-data-dir=$work/chromium \
        --print-to-pdf=$work/chromium.pdf file://$work/2021.html"
else
    echo "Chromium left out: not installed (apt-get install chromium)"
fi
hyperfine -N -w 1 -r "$runs" "$@"

echo "== a batch on all cores, its memory, and check on one"
mkdir "$work/many" "$work/out"
for number in $(seq 500); do cp "$example" "$work/many/$number.yaml"; done
for count in 50 500; do
    files=$(seq -f "$work/many/%g.yaml" "$count")
    echo "$count reports in three formats:"
    # shellcheck disable=SC2086 # a list of names without spaces
    /usr/bin/time -f '%e s, user %U s, system %S s, peak %M KiB' \
        "$program" build -o "$work/out" $files >/dev/null 2>"$work/said"
    tail -n 1 "$work/said"
done
echo "check of 500 files:"
RAYON_NUM_THREADS=1 /usr/bin/time -f '%e s, user %U s, system %S s, peak %M KiB' \
    "$program" check "$work"/many/*.yaml >/dev/null 2>"$work/said"
tail -n 1 "$work/said"
