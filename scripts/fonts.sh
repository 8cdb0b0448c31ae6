#!/bin/sh
# Puts open fonts for the PDF into ~/.local/share/fonts/nianbao: Fandol (the four
# faces of a 公文, and a bold 宋体 for titles) and Liberation Serif for digits.
# Takes the files out of Debian's packages without installing anything; does
# nothing where these or the office's own fonts are found already. With the word
# `rare` also fetches Noto CJK (about 90 MB), which has the rare characters.
set -eu

target="$HOME/.local/share/fonts/nianbao"
fandol="FandolFang-Regular.otf FandolHei-Regular.otf FandolKai-Regular.otf \
FandolSong-Regular.otf FandolSong-Bold.otf"
office="simfang.ttf simhei.ttf simkai.ttf simsun.ttc"
latin="LiberationSerif-Regular.ttf"

# Prints where a font file lies, if it is found.
locate_font() {
    find "$target" "$HOME/.local/share/fonts" "$HOME/.fonts" /usr/share/fonts \
        /usr/local/share/fonts /usr/share/texlive/texmf-dist/fonts/opentype/public/fandol \
        /usr/local/texlive/*/texmf-dist/fonts/opentype/public/fandol \
        -iname "$1" 2>/dev/null | head -n 1
}

have_all() {
    for name in "$@"; do
        [ -n "$(locate_font "$name")" ] || return 1
    done
}

give_up() {
    echo "$1" >&2
    echo "也可以自己把仿宋、黑体、楷体、宋体和小标宋的字体文件放进这个文件夹：" >&2
    echo "  $target" >&2
    exit 1
}

# Takes the files of a pattern out of a package, into the target.
unpack() {
    package=$1 pattern=$2
    for tool in apt-get apt-cache dpkg-deb tar; do
        command -v "$tool" >/dev/null 2>&1 ||
            give_up "这个系统没有 $tool，不能自动下载字体。请从 CTAN 下载 fandol 字体。"
    done
    if [ -z "$(apt-cache show "$package" 2>/dev/null)" ]; then
        [ "$(id -u)" = 0 ] || give_up "软件源里查不到 $package。请让管理员运行一次 apt-get update。"
        echo "正在更新软件源的目录……"
        apt-get update -qq || give_up "软件源的目录更新不了，请检查网络。"
    fi
    echo "正在下载 ${package}……"
    rm -rf "$work/package"
    mkdir "$work/package"
    (cd "$work/package" && apt-get -qq -o APT::Sandbox::User=root download "$package") ||
        give_up "${package} 下载不了，请检查网络。"
    dpkg-deb --fsys-tarfile "$work/package/"*.deb |
        tar x -C "$work/package" --wildcards "$pattern"
    mkdir -p "$target"
    find "$work/package" -type f \( -name '*.otf' -o -name '*.tt[cf]' \) \
        -exec mv -f {} "$target/" \;
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2086 # lists of names without spaces
if have_all $fandol; then
    echo "已经有 Fandol 字体，不用下载。"
elif have_all $office; then
    echo "已经有机关常用的字体，不用下载。"
else
    unpack texlive-lang-chinese '*/fandol/Fandol[FHKS]*.otf'
    echo "Fandol 字体放在 ${target}。"
fi

if have_all "$latin" || have_all times.ttf; then
    echo "已经有排数字和西文的字体，不用下载。"
else
    unpack fonts-liberation '*/LiberationSerif-*.ttf'
    echo "Liberation Serif 字体放在 ${target}。"
fi

if [ "${1:-}" = rare ]; then
    if have_all NotoSerifCJK-Regular.ttc NotoSansCJK-Regular.ttc; then
        echo "已经有收生僻字的字体，不用下载。"
    else
        unpack fonts-noto-cjk '*/Noto*CJK-*.ttc'
        echo "收生僻字的 Noto CJK 字体放在 ${target}。"
    fi
fi
