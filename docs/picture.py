#!/usr/bin/env python3
"""Draws docs/session.svg from what the program really prints; needs nothing but Python.

  picture.py PIZHU      PIZHU: the built program

Every character is set on the terminal's grid by itself, so that Han and Latin line up in any font.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
from xml.sax.saxutils import escape

COMMANDS = [
    "pizhu show 13",
    "pizhu tag 19 --quote 加强公共平台和技术平台建设 --theme 公共平台 --actor 张思文 --again",
    "pizhu undo",
    "pizhu stats actor theme --depth 1 --kind proposal --role proposer --format table",
    "pizhu find 算力券 --format table",
]
COLUMNS, CELL, LINE, TOP = 110, 8.4, 20, 44
STYLES = {"1": 'font-weight="bold"', "2": 'fill="#8b949e"', "4": 'text-decoration="underline"', "36": 'fill="#56b6c2"',
          "31": 'fill="#e06c75"', "32": 'fill="#98c379"'}


def cells(c):
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def styled(text):
    """(character, style) pairs; SGR sequences become styles."""
    style = ""
    for part in re.split(r"(\x1b\[[0-9;]*m)", text):
        if part.startswith("\x1b["):
            codes = part[2:-1].split(";")
            style = "" if codes == ["0"] else " ".join(STYLES.get(code, "") for code in codes)
        else:
            yield from ((c, style) for c in part)


def wrapped(text):
    """Lines of (column, character, style), broken where the terminal would."""
    line, column = [], 0
    for c, style in styled(text):
        if column + cells(c) > COLUMNS:
            yield line
            line, column = [], 0
        line.append((column, c, style))
        column += cells(c)
    yield line


def drawn(line, y):
    out, run = [], []
    for item in line + [(0, "", None)]:
        if run and item[2] != run[0][2]:
            # Blanks need no ink, and a viewer that folds them would shift the rest.
            seen = [(column, c) for column, c, _ in run if not c.isspace()]
            xs = " ".join(f"{20 + column * CELL:.1f}" for column, _ in seen)
            text = escape("".join(c for _, c in seen))
            if text:
                out.append(f'<text y="{y}" x="{xs}" {run[0][2]}>{text}</text>')
            run = []
        run.append(item)
    return out


def main():
    pizhu = pathlib.Path(sys.argv[1]).resolve()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        demo = pathlib.Path(folder) / "demo"
        env = dict(os.environ, COLUMNS=str(COLUMNS), PATH=f"{pizhu.parent}:{os.environ['PATH']}")
        subprocess.run([pizhu, "demo", demo, "--quiet"], check=True, capture_output=True)
        for command in COMMANDS:
            told = subprocess.run(f"{command} --color always", shell=True, cwd=demo, env=env, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for line in [f"\x1b[1m$ {command}\x1b[0m", *told.stdout.rstrip().split("\n"), ""]:
                lines.extend(wrapped(line))
    width, height = COLUMNS * CELL + 40, TOP + len(lines) * LINE + 10
    body = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}">',
            f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#1e2227"/>',
            '<circle cx="22" cy="18" r="6" fill="#e06c75"/><circle cx="42" cy="18" r="6" fill="#e5c07b"/>'
            '<circle cx="62" cy="18" r="6" fill="#98c379"/>',
            '<g font-size="14" fill="#dcdfe4" font-family="\'Noto Sans Mono CJK SC\', \'Sarasa Mono SC\', Menlo, Consolas, '
            '\'Microsoft YaHei\', \'PingFang SC\', monospace">']
    for n, line in enumerate(lines):
        body.extend(drawn(line, TOP + n * LINE))
    body.append("</g></svg>\n")
    (pathlib.Path(__file__).parent / "session.svg").write_text("\n".join(body), encoding="utf-8")


if __name__ == "__main__":
    main()
