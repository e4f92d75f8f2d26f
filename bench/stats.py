#!/usr/bin/env python3
"""Counting theme by actor over a million statement-code rows, beside the best single statement of SQL.

    bench/stats.py PIZHU [STATEMENTS]

Makes a project in a temporary folder: 600,000 statements (unless told otherwise) of 500 themes and 2,000
actors, with about one million codes; then counts it with `pizhu stats` and with the `sqlite3` shell, and
compares the numbers. Prints user and wall time, the best of five runs each.
"""

import os, random, resource, sqlite3, subprocess, sys, tempfile, time, uuid

BY_HAND = """SELECT c.code_id, a.actor_id, count(DISTINCT c.statement_id)
  FROM statement_code c JOIN statement_actor a ON a.statement_id = c.statement_id
 GROUP BY c.code_id, a.actor_id"""
# A shell that counts rows and not statements is faster, and right only while no actor stands twice in one.
ROWS_ONLY = BY_HAND.replace("count(DISTINCT c.statement_id)", "count(*)")


def fill(path, statements):
    rng = random.Random(7)
    uid = lambda n: str(uuid.UUID(int=n))
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    theme = db.execute("SELECT id FROM variable WHERE name = 'theme'").fetchone()[0]
    db.executemany("INSERT INTO code (id, uid, variable_id, name, ord) VALUES (?, ?, ?, ?, ?)",
                   ((n, uid(n), theme, f"主题{n:03}", n) for n in range(1, 501)))
    db.executemany("INSERT INTO actor (id, uid, name, kind) VALUES (?, ?, ?, 'person')",
                   ((n, uid(10_000 + n), f"行动者{n:04}") for n in range(1, 2001)))
    text, paragraphs = "建议" * 60, statements // 30 + 1
    db.executemany("INSERT INTO document (id, uid, key, published, sha256, encoding, extractor, imported_at) "
                   "VALUES (?, ?, ?, ?, ?, 'UTF-8', 'x', 'now')",
                   ((n, uid(20_000 + n), f"d{n}", f"20{n % 20:02}", f"{n:064}") for n in range(1, 101)))
    db.executemany("INSERT INTO paragraph (id, document_id, ordinal, kind, text, hash) VALUES (?, ?, ?, 'body', ?, ?)",
                   ((n, 1 + n % 100, 1 + n // 100, text, "0" * 64) for n in range(1, paragraphs + 1)))
    db.executemany("INSERT INTO statement (id, uid, paragraph_id, start, end, quote, kind, coder_id, created_at, updated_at) "
                   "VALUES (?, ?, ?, ?, ?, '建议', 'proposal', 1, 'now', 'now')",
                   ((n, uid(100_000 + n), 1 + n // 30, 2 * (n % 30), 2 * (n % 30) + 2) for n in range(1, statements + 1)))
    skewed = lambda most: min(int(rng.paretovariate(1.1)), most) if rng.random() < 0.3 else rng.randint(1, most)
    codes = ((s, c) for s in range(1, statements + 1) for c in {skewed(500) for _ in range(rng.choice((1, 2, 2)))})
    db.executemany("INSERT INTO statement_code (statement_id, code_id) VALUES (?, ?)", codes)
    actors = ((s, a) for s in range(1, statements + 1) for a in {skewed(2000) for _ in range(rng.choice((1, 1, 2)))})
    db.executemany("INSERT INTO statement_actor (statement_id, actor_id, role) VALUES (?, ?, 'proposer')", actors)
    db.commit()
    counts = [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("statement", "statement_code", "statement_actor")]
    db.execute("ANALYZE")
    db.close()
    return counts


def timed(command, **more):
    best = None
    for _ in range(5):
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        out = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, **more).stdout
        wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        figures = (after.ru_utime - before.ru_utime, wall)
        best = min(best or figures, figures)
    return best, out.decode()


def main():
    pizhu = os.path.abspath(sys.argv[1])
    statements = int(sys.argv[2]) if len(sys.argv) > 2 else 600_000
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "pizhu.db")
        subprocess.run([pizhu, "init", "--coder", "li", "-q", "--db", path], check=True, cwd=folder)
        print("%d statements, %d codes, %d actors on them" % tuple(fill(path, statements)))
        answers = {}
        for name, command in [
            ("pizhu stats theme actor", [pizhu, "--db", path, "stats", "theme", "actor"]),
            ("sqlite3, counting statements", ["sqlite3", "-csv", path, BY_HAND]),
            ("sqlite3, counting rows", ["sqlite3", "-csv", path, ROWS_ONLY]),
        ]:
            (user, wall), out = timed(command)
            answers[name] = sorted(int(line.rsplit(",", 1)[1]) for line in out.splitlines() if line[-1:].isdigit())
            print(f"{name:<32} user {user:6.2f} s  wall {wall:6.2f} s  {len(answers[name])} cells")
        print("the same numbers" if len({tuple(a) for a in answers.values()}) == 1 else "DIFFERENT NUMBERS")


if __name__ == "__main__":
    main()
