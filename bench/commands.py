#!/usr/bin/env python3
"""Whole-process times of the daily commands beside plain SQLite, taken in turn: A B A B …

  commands.py [RUNS]      (default 30; needs cargo, python3 and the sqlite3 shell)

Makes the demo project and prints, per pair, the median wall time of each side, the median of the
ratios pair by pair with its quartiles, and the largest resident memory of our side.

  show, statement list, sql   beside   sqlite3 FILE 'SELECT …'      bound: 1.5
  tag                         beside   one synced commit by rusqlite bound: 1.5
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def build():
    subprocess.run(["cargo", "build", "--release", "--quiet", "--bin", "pizhu", "--example", "bare_commit"],
                   cwd=ROOT, check=True)
    release = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    return release / "pizhu", release / "examples" / "bare_commit"


def once(command, folder):
    """Wall seconds and peak resident KiB of one run."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"failed ({child.returncode}): {' '.join(map(str, command))}")
    return wall, usage.ru_maxrss


def pair(name, ours, theirs, folder, runs):
    ratios, a, b, peak = [], [], [], 0
    for n in range(runs + 2):
        ours_now = ours(n) if callable(ours) else ours
        wall_a, rss = once(ours_now, folder)
        wall_b, _ = once(theirs, folder)
        if n < 2:
            continue  # warm-up
        a.append(wall_a)
        b.append(wall_b)
        ratios.append(wall_a / wall_b)
        peak = max(peak, rss)
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"{name:16} {statistics.median(a) * 1e3:8.2f} {statistics.median(b) * 1e3:8.2f}   "
          f"{middle:5.2f} [{low:.2f}-{high:.2f}]   {peak / 1024:6.1f}")


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    pizhu, bare = build()
    with tempfile.TemporaryDirectory() as folder:
        demo = pathlib.Path(folder) / "demo"
        subprocess.run([pizhu, "demo", demo, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        select = "SELECT ordinal, text FROM paragraph ORDER BY ordinal"
        shell = ["sqlite3", "pizhu.db", select]
        print(f"{'command':16} {'ours ms':>8} {'other ms':>8}   ratio [quartiles]   peak MB")
        pair("show", [pizhu, "show"], shell, demo, runs)
        pair("show 7", [pizhu, "show", "7"], shell, demo, runs)
        pair("statement list", [pizhu, "statement", "list"], shell, demo, runs)
        pair("sql", [pizhu, "sql", select], shell, demo, runs)
        tag = lambda n: [pizhu, "tag", "7", "--span", f"{n}..{n + 5}", "--theme", "产业集聚", "--actor", "简华球"]
        pair("tag", tag, [bare, "bare.db"], demo, runs)


if __name__ == "__main__":
    main()
