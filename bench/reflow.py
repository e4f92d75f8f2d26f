#!/usr/bin/env python3
"""Measures the restoring of paragraphs over folders of cases.

  reflow.py [FOLDER]... [--show] [--program PATH] [--input blank.txt]...

A folder holds cases, or is one: gold.default.json with default.txt (and blank.txt), gold.json with raw.txt and page.pdf, or
article.txt with paragraphs.json. blank.txt is made from default.txt where it is missing: an empty line
after each line, no page ends. Without a folder: the cases of this repository, development and held-out apart.
Builds the example `reflow` (release) unless told a program. --show prints each miss; otherwise a line a case.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import reflow_score

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "bench" / "reflow_cases"
GOLDS = {"blank.txt": "gold.default.json", "default.txt": "gold.default.json", "raw.txt": "gold.json",
         "page.pdf": "gold.json", "article.txt": "paragraphs.json"}


def build():
    out = subprocess.run(
        ["cargo", "build", "--release", "--quiet", "--example", "reflow", "--message-format", "json"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    names = [m["executable"] for m in map(json.loads, out.splitlines())
             if m.get("reason") == "compiler-artifact" and m["target"]["name"] == "reflow"]
    return next(n for n in names if n)


def blank(text):
    lines = [line.strip() for line in text.replace("\f", "\n").split("\n")]
    return "".join(f"{line}\n\n" for line in lines if line)


def source(case, name):
    """The text of that name and its gold; None where the case has none."""
    text, gold = case / name, case / GOLDS[name]
    if name == "raw.txt" and not gold.exists():
        gold = case / "gold.default.json"
    if name == "blank.txt" and not text.exists() and (case / "default.txt").exists():
        return blank((case / "default.txt").read_text("utf-8")), gold
    if not text.exists() or not gold.exists():
        return None
    return text if name.endswith(".pdf") else text.read_bytes().decode("utf-8"), gold


def restore(program, text):
    if isinstance(text, pathlib.Path):
        out = subprocess.run([program, str(text), "--full"], check=True, stdout=subprocess.PIPE).stdout
        return json.loads(out)
    with tempfile.NamedTemporaryFile("wb", suffix=".txt") as file:
        file.write(text.encode("utf-8"))
        file.flush()
        out = subprocess.run([program, file.name, "--full"], check=True, stdout=subprocess.PIPE).stdout
    return json.loads(out)


def measure(program, folder, name, show, quiet):
    cases = [case for case in [folder, *sorted(folder.iterdir())] if case.is_dir() and source(case, name)]
    if not cases:
        return
    print(f"{folder.name + ': ' + name:40} {'P':>6} {'R':>6} {'F1':>6} {'exact':>6} {'false':>5} {'missed':>6} {'doubts':>6}")
    total = [0] * 6
    for case in cases:
        text, gold = source(case, name)
        restored = restore(program, text)
        for p in restored["paragraphs"]:
            p["norm"] = reflow_score.norm(p["text"])
        r = reflow_score.score(reflow_score.load(gold), restored["paragraphs"])
        row = [r["hits"], len(r["false"]), len(r["missed"]), r["exact"], r["whole"], len(restored["doubts"])]
        total = [a + b for a, b in zip(total, row)]
        if not quiet or (show and row[1] + row[2]):
            line(case.name, row)
        if show:
            for word in ("missed", "false"):
                for place in r[word]:
                    print("    ", word, place)
    line(f"all {len(cases)} (sums)", total)


def line(name, row):
    hits, false, missed, exact, whole, doubts = row
    p, r, f1 = reflow_score.ratios(hits, false, missed)
    print(f"{name:40} {p:6.3f} {r:6.3f} {f1:6.3f} {exact / max(1, whole):6.3f} {false:5} {missed:6} {doubts:6}")


def main():
    args, inputs, folders, program, show, quiet = sys.argv[1:], [], [], None, False, False
    while args:
        arg = args.pop(0)
        if arg == "--input":
            inputs.append(args.pop(0))
        elif arg == "--program":
            program = args.pop(0)
        elif arg == "--show":
            show = True
        elif arg == "--quiet":
            quiet = True
        elif arg.startswith("-"):
            sys.exit(__doc__)
        else:
            folders.append(pathlib.Path(arg))
    program = program or build()
    for folder in folders or [CASES / "dev", CASES / "held"]:
        for name in inputs or GOLDS:
            measure(program, folder, name, show, quiet)


if __name__ == "__main__":
    main()
