#!/bin/sh
# Makes docs/pictures/*.png from the program's own output: `pictures.sh PROGRAM
# FILE`. Needs pdftoppm and pdftotext (poppler-utils), chromium, and convert
# (imagemagick).
set -eu

program=$1 file=$2
pictures=docs/pictures

for tool in pdftoppm pdftotext chromium convert; do
    command -v "$tool" >/dev/null 2>&1 || {
        echo "缺少 $tool，做不了图片" >&2
        exit 1
    }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" build "$file" -o "$work"
report=$work/$(basename "$file" .yaml)

# Prints the number of the first page that has a text.
page_of() {
    page=1
    while pdftotext -f "$page" -l "$page" "$report.pdf" - >"$work/text" 2>/dev/null; do
        if tr -d ' \n' <"$work/text" | grep -q "$1"; then
            echo "$page"
            return
        fi
        page=$((page + 1))
    done
    echo "PDF 里没有“$1”" >&2
    exit 1
}

# Few colours make small files, and text stays sharp.
keep() {
    mkdir -p "$pictures"
    convert "$1" -strip +dither -colors 32 -define png:compression-level=9 \
        -define png:exclude-chunks=date,time "$pictures/$2.png"
}

# A border, so that a white page is seen on a white web site.
keep_page() {
    pdftoppm -r 80 -png -singlefile -f "$1" -l "$1" "$report.pdf" "$work/page"
    convert "$work/page.png" -bordercolor '#bbb' -border 1 "$work/framed.png"
    keep "$work/framed.png" "$2"
}

table=$(page_of '结转下年度继续办理')
keep_page 1 page
keep_page "$table" table

# Screens show the page in a 黑体; here it is the one of `make fonts`.
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
FONTCONFIG_FILE=$work/fonts.conf \
    chromium --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$work/profile" --window-size=900,1270 \
    --screenshot="$work/web.png" "file://$report.html" 2>/dev/null
convert "$work/web.png" -bordercolor '#bbb' -border 1 "$work/framed.png"
keep "$work/framed.png" web

ls -l "$pictures"
