#!/bin/sh
# Times whole commands on the example, its page by plain typst, and its web page as
# PDF by other programs; says which of them are missing. Ratios are true only within
# one run: other work on the machine slows all alike.
set -eu

program=${1:-target/release/nianbao}
tools=$(dirname "$program")
example=examples/quanzhou-2021/2021.yaml
runs=${RUNS:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v hyperfine >/dev/null 2>&1 || {
    echo "hyperfine is missing: apt-get install hyperfine" >&2
    exit 1
}

# Prints how many times as long as the last of some commands the others took, by
# hyperfine's table: command, mean, stddev, median, user, system.
ratios() {
    awk -F, 'NR > 1 { name[NR] = $1; wall[NR] = $4; cpu[NR] = $5 + $6; last = NR }
        END { for (at = 2; at < last; at++)
            printf "%s: %.2f times %s by the clock, %.2f by CPU\n",
                name[at], wall[at] / wall[last], name[last], cpu[at] / cpu[last] }' "$1"
}

"$tools/handout" "$example" "$work/handout"

echo "== whole commands, each in a new process"
hyperfine -N -w 3 -r "$runs" --export-csv "$work/commands.csv" \
    -n "check" "$program check $example" \
    -n "html and markdown" "$program build --to html,md -o $work $example" \
    -n "three formats" "$program build -o $work $example" \
    -n "PDF alone" "$program build --to pdf -o $work $example" \
    -n "plain typst" "$tools/plain-typst $work/handout $work/plain.pdf"
ratios "$work/commands.csv"

echo "== the same report as PDF by other programs"
set --
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
if command -v xelatex >/dev/null 2>&1; then
    # The text alone, once through: no table, no outline, no tags.
    printf '%s\n' '\documentclass{ctexart}' '\usepackage{fvextra}' '\begin{document}' \
        "\\VerbatimInput[breaklines,breakanywhere]{$work/2021.md}" '\end{document}' \
        >"$work/text.tex"
    set -- "$@" -n "XeLaTeX with ctex" \
        "xelatex -interaction=batchmode -output-directory=$work $work/text.tex"
else
    echo "XeLaTeX left out: not installed" \
        "(apt-get install texlive-xetex texlive-lang-chinese)"
fi
hyperfine -N -w 1 -r "$runs" --export-csv "$work/programs.csv" "$@" \
    -n "nianbao" "$program build --to pdf -o $work $example"
ratios "$work/programs.csv"

echo "== memory of one report, of a batch on all cores, and of check on one"
mkdir "$work/many" "$work/out"
for number in $(seq 500); do cp "$example" "$work/many/$number.yaml"; done
for count in 1 50 500; do
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

echo "== the stages, everything set up"
cargo bench --locked -q -p nianbao-stages
"$tools/plain-times" "$work/handout" "$runs"
