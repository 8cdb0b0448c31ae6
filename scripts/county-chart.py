#!/usr/bin/env python3
"""Draws examples/county/办理结果.png from the numbers of the two reports beside it.

Run it after changing a number there. Needs Pillow and PyYAML, and FandolHei from
`make fonts`.
"""

from pathlib import Path

import yaml
from PIL import Image, ImageDraw, ImageFont

COUNTY = Path(__file__).parent.parent / "examples" / "county"
FONT = Path.home() / ".local/share/fonts/nianbao/FandolHei-Regular.otf"
YEARS = {2024: "#9db6cf", 2025: "#1f4e79"}
RESULTS = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]
TOTAL = "总计"

WIDTH, HEIGHT = 1240, 600
LEFT, RIGHT, TOP, BASE = 20, 20, 100, 520
BAR = 80
INK = "#222222"


def count(rows):
    """Adds up what staff wrote: lists and maps of cells, nested, without totals."""
    if isinstance(rows, list):
        return sum(rows)
    if isinstance(rows, dict):
        return sum(count(below) for name, below in rows.items() if name != TOTAL)
    return rows


def results(year):
    """Returns the outcomes of a year's requests, in the order of `RESULTS`."""
    text = (COUNTY / f"{year}.yaml").read_text(encoding="utf-8")
    written = yaml.safe_load(text)["申请"]["办理结果"]
    return [count(written[name]) for name in RESULTS]


def main():
    counts = {year: results(year) for year in YEARS}
    highest = max(max(row) for row in counts.values())
    font = ImageFont.truetype(str(FONT), 36)
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(image)

    for index, (year, color) in enumerate(YEARS.items()):
        x = WIDTH - RIGHT - 190 * (len(YEARS) - index)
        draw.rectangle((x, 20, x + 34, 54), fill=color)
        draw.text((x + 46, 37), f"{year}年", fill=INK, font=font, anchor="lm")

    step = (WIDTH - LEFT - RIGHT) / len(RESULTS)
    for place, name in enumerate(RESULTS):
        middle = LEFT + step * (place + 0.5)
        draw.text((middle, BASE + 40), name, fill=INK, font=font, anchor="mm")
        for index, (year, color) in enumerate(YEARS.items()):
            number = counts[year][place]
            x = middle + BAR * (index - len(YEARS) / 2)
            y = BASE - (BASE - TOP) * number / highest
            draw.rectangle((x + 2, y, x + BAR - 2, BASE), fill=color)
            draw.text((x + BAR / 2, y - 22), str(number), fill=INK, font=font, anchor="mm")
    draw.line((LEFT, BASE, WIDTH - RIGHT, BASE), fill=INK, width=2)

    image.quantize(16).save(COUNTY / "办理结果.png", optimize=True, dpi=(200, 200))


main()
