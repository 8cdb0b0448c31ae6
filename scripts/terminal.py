"""What a terminal shows, as a page: `terminal.py COMMAND <OUTPUT >PAGE`.

Reads the output of a command with its colours (ANSI SGR) and sets every character
in a cell of its own, Chinese two cells wide, so that marks stand where they do in
a terminal whatever fonts there are.
"""

import html
import re
import sys
import unicodedata

COLOURS = {
    "30": "#888888", "31": "#ff7b72", "32": "#7ee787", "33": "#e3b341",
    "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea", "37": "#f0f0f0",
}
STYLE = """
body { margin: 0; padding: 14px 18px; color: #f0f0f0; background: #1e2430;
  font: 15px/1.4 "Liberation Mono", FandolHei, monospace; }
div { width: 90ch; white-space: pre-wrap; word-break: break-all; min-height: 1.4em; }
i { display: inline-block; width: 2ch; font-style: normal; text-align: center; }
"""


def cells(text):
    """Returns a piece of a line as markup."""
    out = []
    for character in text:
        is_wide = unicodedata.east_asian_width(character) in "WFA"
        escaped = html.escape(character)
        out.append(f"<i>{escaped}</i>" if is_wide else escaped)
    return "".join(out)


def colour(style, codes):
    """Returns a style after a colour change."""
    for code in codes.split(";"):
        if code in ("", "0"):
            style = {}
        elif code == "1":
            style = style | {"font-weight": "bold"}
        elif code in COLOURS:
            style = style | {"color": COLOURS[code]}
        elif code in (f"9{n}" for n in range(8)):
            style = style | {"color": COLOURS["3" + code[1]]}
    return style


def lines(text):
    style = {}
    for line in text.splitlines():
        out = []
        for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
            if change := re.fullmatch(r"\x1b\[([0-9;]*)m", piece):
                style = colour(style, change[1])
            elif piece:
                declared = ";".join(f"{name}:{value}" for name, value in style.items())
                out.append(f'<span style="{declared}">{cells(piece)}</span>')
        yield f"<div>{''.join(out)}</div>"


text = sys.stdin.read().replace("\r\n", "\n")
print(f'<!DOCTYPE html><meta charset="utf-8"><style>{STYLE}</style>')
print(f"<div>$ {cells(sys.argv[1])}</div>")
print("\n".join(lines(text)))
