"""Writes a corpus of text files as they come out of PDF pages: hard-wrapped, an empty line after each line.

usage: hard_wrap.py PARAGRAPHS.csv FOLDER [PARAGRAPHS_PER_FILE]

The table has the columns doc_id, seq, text. Files lie in sub-folders of 1,000.
"""
import csv
import os
import sys

WIDTH = 26  # characters a line holds


def main():
    source, folder = sys.argv[1:3]
    per_file = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    csv.field_size_limit(1 << 30)
    n = 0
    with open(source, encoding="utf-8", newline="") as rows:
        reader = csv.reader(rows)
        next(reader)
        lines = []
        for count, (_, _, text) in enumerate(reader, 1):
            lines += [text[at:at + WIDTH] for at in range(0, len(text), WIDTH)]
            if count % per_file == 0:
                write(folder, n, lines)
                n, lines = n + 1, []
        if lines:
            write(folder, n, lines)


def write(folder, n, lines):
    below = os.path.join(folder, f"{n // 1000:04}")
    os.makedirs(below, exist_ok=True)
    with open(os.path.join(below, f"d{n:07}.txt"), "w", encoding="utf-8") as out:
        out.write("".join(line + "\n\n" for line in lines))


main()
