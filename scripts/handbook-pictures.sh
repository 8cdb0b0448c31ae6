#!/bin/sh
# Makes docs/pictures/handbook-*.png from what the handbook tells a clerk to do:
# `handbook-pictures.sh PROGRAM`. Needs pdftoppm (poppler-utils), chromium, convert
# (imagemagick), script (bsdutils), python3, and node with the tools of tests/web.
set -eu

program=$(realpath "$1")
pictures=docs/pictures handbook=docs/handbook.md

for tool in pdftoppm chromium convert script python3 node; do
    command -v "$tool" >/dev/null 2>&1 || {
        echo "缺少 $tool，做不了图片" >&2
        exit 1
    }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Few colours make small files, and text stays sharp. A border, so that a white
# page is seen on a white web site.
keep() {
    convert "$work/$1.png" -bordercolor '#bbb' -border 1 -strip +dither -colors 32 \
        -define png:compression-level=9 -define png:exclude-chunks=date,time \
        "$pictures/handbook-$1.png"
}

# shot NAME ADDRESS WIDTH HEIGHT [SELECTOR]
shot() {
    node tests/web/shot.mjs "$2" "$3" "$4" "$work/$1.png" "${5:-}"
    keep "$1"
}

# Screens show Chinese in a 黑体; here it is the one of `make fonts`.
cat >"$work/fonts.conf" <<'END'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <test name="family"><string>sans-serif</string></test>
    <edit name="family" mode="prepend" binding="strong">
      <string>Liberation Sans</string>
      <string>FandolHei</string>
    </edit>
  </match>
</fontconfig>
END
export FONTCONFIG_FILE="$work/fonts.conf"

# The file that the handbook shows whole.
awk '/^```yaml 全文=/ { on = 1; next } /^```/ { on = 0 } on' "$handbook" >"$work/2025.yaml"
"$program" build "$work/2025.yaml" -o "$work"
pdftoppm -r 80 -png -singlefile -f 1 -l 1 "$work/2025.pdf" "$work/page"
keep page
shot web "file://$work/2025.html" 900 1100
shot phone "file://$work/2025.html" 360 640 "h2:nth-of-type(3)"

# The same with three of the slips.
sed -i 's/行政处罚: 4/行政处罚: 约20件/; s/部分公开: {自然人: 2}/部分公开: {自然人: 1}/
    s/况，检查结果/况,检查结果/' "$work/2025.yaml"
(cd "$work" && script -qec "'$program' check 2025.yaml" /dev/null >"$work/said" </dev/null) || true
python3 scripts/terminal.py "nianbao check 2025.yaml" <"$work/said" >"$work/check.html"
shot check "file://$work/check.html" 860 880

# And with two that a report may have.
sed -i 's/约20件/4/; s/部分公开: {自然人: 1}/部分公开: {自然人: 2}/; s/申请9件/申请8件/' "$work/2025.yaml"
mkfifo "$work/input"
(cd "$work" && exec "$program" preview 2025.yaml --no-open <input >address) &
exec 3>"$work/input"
for _ in 1 2 3 4 5 6 7 8 9 10; do
    grep -q http "$work/address" && break
    sleep 0.5
done
shot preview "$(grep -o 'http://[^ ]*' "$work/address")" 1200 760
exec 3>&-
wait

ls -l "$pictures"
