#!/bin/sh
# Makes the pictures of the READMEs in docs/pictures from the program's own output:
# `pictures.sh PROGRAM FILE`. Needs what camera.sh needs, and pdftotext
# (poppler-utils).
set -eu
. scripts/camera.sh
require pdftotext

program=$1 file=$2
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

table=$(page_of '结转下年度继续办理')
sheet page "$report.pdf" 1
sheet table "$report.pdf" "$table"
shot web "file://$report.html" 900 1270

ls -l "$pictures"
