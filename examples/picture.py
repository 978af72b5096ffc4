#!/usr/bin/env python3
"""Draws what a terminal shows: `CLICOLOR_FORCE=1 copydesk check DRAFT | examples/picture.py CODE… > examples/finding.svg`.

Standard input is the text output of `copydesk check` with its colours; the findings of the codes named are drawn,
each at its first appearance, with the command above and the summary below them.
"""

import re
import sys
from html import escape

COLUMNS, CELL, LINE, MARGIN = 112, 8.43, 20, 18
COLOURS = {31: "#f47067", 32: "#8ddb8c", 33: "#f0b866", 34: "#6cb6ff", 36: "#76d7dd"}


def runs(line):
    """A line of a terminal as (text, style) runs."""
    style, out = {}, []
    for code, text in re.findall(r"\x1b\[([\d;]*)m|([^\x1b]+)", line):
        if text:
            out.append((text, dict(style)))
            continue
        for n in map(int, filter(None, code.split(";"))):
            if n == 0:
                style = {}
            elif n == 1:
                style["font-weight"] = "bold"
            elif n == 2:
                style["opacity"] = "0.65"
            elif n in COLOURS:
                style["fill"] = COLOURS[n]
    return out


def wrapped(cells):
    """Rows as a terminal breaks them: at its last column."""
    rows, width = [[]], 0
    for text, style in cells:
        while text:
            room = COLUMNS - width
            rows[-1].append((text[:room], style))
            width += len(text[:room])
            text = text[room:]
            if text:
                rows.append([])
                width = 0
    return rows


def draw(lines):
    rows = [row for line in lines for row in wrapped(runs(line))]
    width, height = COLUMNS * CELL + 2 * MARGIN, len(rows) * LINE + 2 * MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
          'font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14" fill="#d9dee5">')
    print('<rect width="100%" height="100%" rx="8" fill="#1f2430"/>')
    for number, row in enumerate(rows):
        column = 0
        for text, style in row:
            attributes = "".join(f' {name}="{value}"' for name, value in style.items())
            print(f'<text x="{MARGIN + column * CELL:.1f}" y="{MARGIN + number * LINE + 14}" xml:space="preserve" '
                  f'textLength="{len(text) * CELL:.1f}"{attributes}>{escape(text)}</text>')
            column += len(text)
    print("</svg>")


def main():
    findings = sys.stdin.read().rstrip("\n").split("\n\n")
    summary = findings.pop()
    chosen = []
    for code in sys.argv[1:]:
        chosen += next(([f] for f in findings if f"[{code}]" in f.splitlines()[0]), [])
    lines = ["$ copydesk check " + summary.split(":")[0], ""]
    for finding in chosen:
        lines += finding.splitlines() + [""]
    draw(lines + [summary])


if __name__ == "__main__":
    main()
