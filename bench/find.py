#!/usr/bin/env python3
"""find beside the sqlite3 shell on a large project, taken in turn: A B A B …

  find.py PROJECT.db [WORD …] [--runs 9] [--program target/release/pizhu]
  find.py PROJECT.db --recall 1200     instead: so many stretches of 1 to 8 characters, every sixth with a
                                       sign or Latin, counted and compared with a scan of all texts

The project is one of many paragraphs (a million: import 50,000 texts of twenty), and is only read. Times
are processor time, user and system, of the whole process, the best of the runs: on a busy machine wall
time says nothing. Words: some frequent, some rare, in any project; those of the list are of legal texts.

  first 20   find WORD --limit 20          beside   one indexed SELECT           bound: 1.5, a frequent word 3
  count      find WORD --count             beside   SELECT count(*) … LIKE       bound: 6 times faster, a rare word 50
  queries    AND, OR, NOT, NEAR, regular expressions, filters, kwic: no bound, for comparison
"""
import argparse
import os
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = ["人民政府", "规定", "的", "建议", "的不", "湿地", "船方或其代理人", "缮"]
QUERIES = [
    ["find", "规定 建议", "--limit", "20"],
    ["find", "规定 OR 湿地", "--limit", "20"],
    ["find", "规定 NOT 人民", "--limit", "20"],
    ["find", "NEAR(湿地 保护, 12)", "--limit", "20"],
    ["find", "/湿地.{0,6}保护/", "--limit", "20"],
    ["find", r"/\d{4}年/", "--limit", "20"],
    ["find", "濕地保護", "--fold-script", "--limit", "20"],
    ["find", "规定 建议", "--count"],
    ["find", "湿地 OR 缮", "--count"],
    ["find", "NEAR(湿地 保护, 12)", "--count"],
    ["find", "/湿地.{0,6}保护/", "--count"],
    ["find", "湿地", "--sort", "relevance", "--limit", "20"],
    ["find", "湿地", "--reading", "unread", "--limit", "20"],
    ["find", "规定", "--reading", "unread", "--count"],
    ["kwic", "湿地", "--sort", "right", "--limit", "20"],
    ["kwic", "湿地", "--sample", "20"],
]


def once(command):
    """Processor seconds, peak MiB and output of one run."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"failed ({child.returncode}): {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.decode()


def best(commands, runs):
    """The best processor time of each command, the commands in turn; and what each said last."""
    times, last = [[] for _ in commands], [None] * len(commands)
    for n in range(runs + 1):
        for at, command in enumerate(commands):
            seconds, peak, out = once(command)
            if n:  # the first is a warm-up
                times[at].append(seconds)
            last[at] = (peak, out)
    return [min(seconds) for seconds in times], last


HAN = r"[\u4e00-\u9fff\u3400-\u4dbf々〇\uf900-\ufaff\U00020000-\U0003ffff]"
LATIN = r"[^\s\u2e80-\U0010ffff]"
SEAM = re.compile(f"(?<={HAN})\\s+(?={LATIN})|(?<={LATIN})\\s+(?={HAN})")
QUOTES = re.compile("['\u2018-\u201f「」『』〝〞〟]")


def normal(text):
    """What search sees, said once more in another language; radicals are left to the tests."""
    text = QUOTES.sub('"', unicodedata.normalize("NFKC", text)).lower()
    return SEAM.sub("", text) if " " in text else text


def recall(project, program, terms):
    texts = [text for (text,) in sqlite3.connect(f"file:{project}?mode=ro", uri=True).execute("SELECT text FROM paragraph")]
    copies = [normal(text) for text in texts]
    dice = random.Random(1)
    sought = found = right = 0
    for n in range(terms):
        term = ""
        while not normal(term).strip() or (n % 6 == 5 and re.fullmatch(f"{HAN}+", term)):
            text = dice.choice(texts)
            start = dice.randrange(len(text))
            term = text[start:start + dice.randint(1, 8)].strip()
        wanted = normal(term)
        stands = sum(wanted in copy for copy in copies)
        command = [program, "--db", project, "--format", "csv", "find", "--literal", "--count", "--", term]
        counted = int(once(command)[2].splitlines()[1].split(",")[1])
        if counted != stands:
            print(f"{term!r}: {counted}, a scan finds {stands}")
        sought, found, right = sought + stands, found + counted, right + min(stands, counted)
    print(f"{terms} terms in {len(texts)} paragraphs: recall {right / sought:.3f}, precision {right / found:.3f} "
          f"({sought} paragraphs)")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("project")
    parser.add_argument("words", nargs="*", default=WORDS)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--program", default=str(ROOT / "target/release/pizhu"))
    parser.add_argument("--recall", type=int, metavar="TERMS")
    arguments = parser.parse_args()
    if arguments.recall:
        return recall(arguments.project, arguments.program, arguments.recall)
    ours = [arguments.program, "--db", arguments.project, "--format", "csv"]
    shell = ["sqlite3", "-readonly", arguments.project]
    key = once(shell + ["SELECT key FROM document LIMIT 1 OFFSET 7"])[2].strip()
    indexed = shell + [f"SELECT id, title FROM document WHERE key = '{key}'"]

    print(f"{'word':12} {'paragraphs':>10} {'first 20':>9} {'SELECT':>8} {'ratio':>6}   {'count':>8} {'LIKE':>8} {'faster':>7}")
    for word in arguments.words:
        (first, select), _ = best([ours + ["find", word, "--limit", "20"], indexed], arguments.runs)
        like = shell + [f"SELECT count(*) FROM paragraph WHERE text LIKE '%{word}%'"]
        (count, liked), last = best([ours + ["find", word, "--count"], like], max(arguments.runs // 3, 1))
        paragraphs = last[0][1].splitlines()[1].split(",")[1]
        said = last[1][1].strip()
        note = "" if said == paragraphs else f"   LIKE says {said}"
        print(f"{word:12} {paragraphs:>10} {first * 1e3:9.1f} {select * 1e3:8.1f} {first / select:6.2f}   "
              f"{count * 1e3:8.1f} {liked * 1e3:8.1f} {liked / count:7.1f}{note}", flush=True)
    print(f"\n{'query':52} {'ms':>8} {'MiB':>6}  lines")
    for query in QUERIES:
        (seconds,), last = best([ours + query], max(arguments.runs // 3, 1))
        peak, out = last[0]
        print(f"{' '.join(query):52} {seconds * 1e3:8.1f} {peak:6.0f}  {len(out.splitlines()) - 1}", flush=True)


if __name__ == "__main__":
    main()
