"""Importing beside what people do today and beside SQLite alone, in turn, in one run.

usage: import.py PARAGRAPHS.csv FOLDER [--script PY_IMPORT.py] [--runs 3]

FOLDER holds the paragraphs of the table as hard-wrapped files (bench/hard_wrap.py). SCRIPT is called as
`SCRIPT jieba PARAGRAPHS.csv FILE`: it cuts words and fills an FTS5 table. SQLite alone is
examples/bare_import. Build first: cargo build --release --bins --examples
"""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def run(command):
    """Wall and processor seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table")
    parser.add_argument("folder")
    parser.add_argument("--script")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    release = os.path.join(ROOT, "target", "release")
    pizhu = os.path.join(release, "pizhu")
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "x.db")
        ways = {
            "pizhu": lambda: run([pizhu, "import", arguments.folder, "--recursive", "--db", db, "-q"]),
            "SQLite": lambda: run([os.path.join(release, "examples", "bare_import"), arguments.table, db]),
        }
        if arguments.script:
            ways["script"] = lambda: run([sys.executable, arguments.script, "jieba", arguments.table, db])
        for _ in range(arguments.runs):
            for name, way in ways.items():
                shutil.rmtree(folder)
                os.makedirs(folder)
                if name == "pizhu":
                    subprocess.run([pizhu, "init", db, "--coder", "bench", "-q"], check=True)
                figures.setdefault(name, []).append((*way(), os.path.getsize(db) / 1e6))
    base = statistics.median(wall for wall, _, _ in figures["pizhu"])
    print("| what | wall s | processor s | MB | wall beside pizhu |")
    print("|---|---|---|---|---|")
    for name, runs in figures.items():
        wall, cpu, size = (statistics.median(column) for column in zip(*runs))
        spread = f"{min(r[0] for r in runs):.2f}-{max(r[0] for r in runs):.2f}"
        print(f"| {name} | {wall:.2f} [{spread}] | {cpu:.2f} | {size:.0f} | {wall / base:.2f} |")


main()
