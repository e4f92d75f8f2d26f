#!/usr/bin/env python3
"""Scores the restoring of paragraphs over a folder of cases.

  reflow.py SCORER CASES [--show] [--input blank.txt]...
    SCORER  a program with `SCORER GOLD.json PRED.json [--json] [--show]`
    CASES   a folder of cases; each holds gold.default.json and texts (blank.txt, default.txt), and for
            page.pdf gold.json, the order of the page; or a single case: article.txt and
            paragraphs.json

Builds the example `reflow` (release) and prints F1 and the share of exact paragraphs of each case and
of all together (micro: sums of hits, false and missed boundaries).
"""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def build():
    out = subprocess.run(
        ["cargo", "build", "--release", "--quiet", "--example", "reflow", "--message-format", "json"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    names = [m["executable"] for m in map(json.loads, out.splitlines())
             if m.get("reason") == "compiler-artifact" and m["target"]["name"] == "reflow"]
    return next(n for n in names if n)


def score(scorer, program, gold, text, show):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as pred:
        pred.write(subprocess.run([program, str(text)], check=True, stdout=subprocess.PIPE, text=True).stdout)
        pred.flush()
        run = lambda *more: subprocess.run(
            [sys.executable, scorer, str(gold), pred.name, *more], check=True, stdout=subprocess.PIPE, text=True).stdout
        result = json.loads(run("--json"))
        result["misses"] = [line for line in run("--show").splitlines()
                            if line.startswith(("missed ", "false "))] if show else []
        return result


def main():
    args = sys.argv[1:]
    inputs = []
    while "--input" in args:
        at = args.index("--input")
        inputs.append(args[at + 1])
        del args[at:at + 2]
    show = "--show" in args
    args = [a for a in args if a != "--show"]
    if len(args) != 2:
        sys.exit(__doc__)
    scorer, folder = args[0], pathlib.Path(args[1])
    program = build()
    if (folder / "paragraphs.json").exists():
        jobs = [("article.txt", [(folder.name, folder / "paragraphs.json", folder / "article.txt")])]
    else:
        gold = lambda name: "gold.json" if name == "page.pdf" else "gold.default.json"
        jobs = [(name, [(case.name, case / gold(name), case / name)
                        for case in sorted(folder.iterdir())
                        if (case / name).exists() and (case / gold(name)).exists()])
                for name in inputs or ["blank.txt", "default.txt", "page.pdf"]]
    for name, cases in jobs:
        print(f"{name:34} {'P':>6} {'R':>6} {'F1':>6} {'exact':>6} {'tp':>5} {'fp':>4} {'fn':>4}")
        total = {"tp": 0, "fp": 0, "fn": 0}
        exact = []
        for case, gold, text in cases:
            r = score(scorer, program, gold, text, show)
            print(f"{case:34} {r['precision']:6.3f} {r['recall']:6.3f} {r['f1']:6.3f} {r['exact']:6.3f}"
                  f" {r['tp']:5} {r['fp']:4} {r['fn']:4}")
            for line in r["misses"]:
                print("   ", line)
            exact.append(r["exact"])
            for key in total:
                total[key] += r[key]
        tp, fp, fn = total["tp"], total["fp"], total["fn"]
        if tp:
            print(f"{'all (micro; exact: mean)':34} {tp / (tp + fp):6.3f} {tp / (tp + fn):6.3f}"
                  f" {2 * tp / (2 * tp + fp + fn):6.3f} {sum(exact) / len(exact):6.3f} {tp:5} {fp:4} {fn:4}")


if __name__ == "__main__":
    main()
