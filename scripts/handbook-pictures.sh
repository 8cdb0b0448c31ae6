#!/bin/sh
# Makes docs/pictures/handbook-*.png from what the handbook tells a clerk to do:
# `handbook-pictures.sh PROGRAM`. Needs what camera.sh needs, script (bsdutils) and
# python3.
set -eu
. scripts/camera.sh
require script python3

program=$(realpath "$1")

# The file that the handbook shows whole.
awk '/^```yaml 全文=/ { on = 1; next } /^```/ { on = 0 } on' docs/handbook.md >"$work/2025.yaml"
"$program" build "$work/2025.yaml" -o "$work"
sheet handbook-page "$work/2025.pdf" 1
shot handbook-web "file://$work/2025.html" 900 1100
shot handbook-phone "file://$work/2025.html" 360 640 "h2:nth-of-type(3)"

# The same with three of the slips.
sed -i 's/行政处罚: 4/行政处罚: 约20件/; s/部分公开: {自然人: 2}/部分公开: {自然人: 1}/
    s/况，检查结果/况,检查结果/' "$work/2025.yaml"
(cd "$work" && script -qec "'$program' check 2025.yaml" /dev/null >"$work/said" </dev/null) || true
python3 scripts/terminal.py "nianbao check 2025.yaml" <"$work/said" >"$work/check.html"
shot handbook-check "file://$work/check.html" 860 880

# And with two that a report may have.
sed -i 's/约20件/4/; s/部分公开: {自然人: 1}/部分公开: {自然人: 2}/; s/申请9件/申请8件/' "$work/2025.yaml"
mkfifo "$work/input"
(cd "$work" && exec "$program" preview 2025.yaml --no-open <input >address) &
exec 3>"$work/input"
for _ in 1 2 3 4 5 6 7 8 9 10; do
    grep -q http "$work/address" && break
    sleep 0.5
done
shot handbook-preview "$(grep -o 'http://[^ ]*' "$work/address")" 1200 760
exec 3>&-
wait

ls -l "$pictures"
