# What the scripts that make docs/pictures share; they source it in the project's
# folder. Pictures need pdftoppm (poppler-utils), convert (imagemagick), chromium, and
# node with the tools of tests/web.
# shellcheck shell=sh

pictures=docs/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# require TOOL...
require() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null 2>&1 || {
            echo "缺少 $tool，做不了图片" >&2
            exit 1
        }
    done
}

# Few colours make small files, and text stays sharp. A border, so that a white
# page is seen on a white web site.
keep() {
    convert "$work/$1.png" -bordercolor '#bbb' -border 1 -strip +dither -colors 32 \
        -define png:compression-level=9 -define png:exclude-chunks=date,time \
        "$pictures/$1.png"
}

# sheet NAME FILE.pdf PAGE
sheet() {
    pdftoppm -r 80 -png -singlefile -f "$3" -l "$3" "$2" "$work/$1"
    keep "$1"
}

# shot NAME ADDRESS WIDTH HEIGHT [SELECTOR]
shot() {
    node tests/web/shot.mjs "$2" "$3" "$4" "$work/$1.png" "${5:-}"
    keep "$1"
}

require pdftoppm convert chromium node

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
