#!/usr/bin/env python3
"""Time of `network` beside igraph and networkx making the same projection, and a check that they agree.

  network.py [STATEMENTS]     (default 100000; needs cargo, python3 with igraph and networkx)

networkx makes the projection up to 30,000 statements; beyond that it takes minutes.

Makes a project of 5,000 actors and 2,000 themes with so many statements of one actor and one theme each,
drawn with a fixed seed, themes by a power law. Each side is one process that reads the project file and
writes one line per tie of actors by the themes they share: a weight is the number of themes, each counted
once. Prints user CPU seconds of each, the best of three, then whether ties and weights are the same.
At the end igraph and networkx read the GraphML and GEXF of a smaller network of the same project back.
"""
import csv
import os
import pathlib
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ACTORS, THEMES = 5000, 2000

READ = """
import csv, sqlite3, sys
project = sqlite3.connect(sys.argv[1])
pairs = project.execute('''SELECT DISTINCT a.actor_id, c.code_id FROM statement_actor a
                             JOIN statement_code c USING (statement_id) WHERE a.role = 'proposer' ''').fetchall()
names = dict(project.execute('SELECT id, name FROM actor'))
out = csv.writer(sys.stdout)
"""
IGRAPH = READ + """
import igraph
actors = {actor: n for n, actor in enumerate(sorted({a for a, _ in pairs}))}
codes = {code: len(actors) + n for n, code in enumerate(sorted({c for _, c in pairs}))}
graph = igraph.Graph.Bipartite([False] * len(actors) + [True] * len(codes), [(actors[a], codes[c]) for a, c in pairs])
ties = graph.bipartite_projection(multiplicity=True, which=False)
label = [names[actor] for actor in actors]
for (a, b), weight in zip(ties.get_edgelist(), ties.es['weight']):
    out.writerow([label[a], label[b], weight])
"""
NETWORKX = READ + """
import networkx
from networkx.algorithms import bipartite
graph = networkx.Graph()
graph.add_edges_from((('a', actor), ('c', code)) for actor, code in pairs)
ties = bipartite.weighted_projected_graph(graph, {('a', actor) for actor, _ in pairs})
for a, b, weight in ties.edges(data='weight'):
    out.writerow([names[a[1]], names[b[1]], weight])
"""


def pizhu():
    subprocess.run(["cargo", "build", "--release", "--quiet", "--bin", "pizhu"], cwd=ROOT, check=True)
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "pizhu"


def project(program, folder, statements):
    """A project as its tables have it; written past the log, for a bench only."""
    (folder / "text.txt").write_text("建议" * 40 + "。\n", encoding="utf-8")
    for command in (["init", "--coder", "li"], ["import", "text.txt", "--key", "t", "--date", "2025-06-11"]):
        subprocess.run([program, *command, "-q"], cwd=folder, check=True)
    path = folder / "pizhu.db"
    draw = random.Random(20251123)
    themes = draw.choices(range(1, THEMES + 1), weights=[1 / n**0.5 for n in range(1, THEMES + 1)], k=statements)
    db = sqlite3.connect(path)
    uid = lambda kind, n: f"{kind}{n:035d}"
    now = "2025-06-11T08:00:00Z"
    db.executemany("INSERT INTO actor (id, uid, name, kind) VALUES (?, ?, ?, 'organization')",
                   ((n, uid("a", n), f"行动者{n:04d}") for n in range(1, ACTORS + 1)))
    theme, = db.execute("SELECT id FROM variable WHERE name = 'theme'").fetchone()
    db.executemany("INSERT INTO code (id, uid, variable_id, name, ord) VALUES (?, ?, ?, ?, ?)",
                   ((n, uid("c", n), theme, f"主题{n:04d}", n) for n in range(1, THEMES + 1)))
    paragraph, = db.execute("SELECT min(id) FROM paragraph").fetchone()
    coder, = db.execute("SELECT min(id) FROM coder").fetchone()
    db.executemany("""INSERT INTO statement (id, uid, paragraph_id, start, "end", quote, kind, stance, coder_id, created_at, updated_at)
                      VALUES (?, ?, ?, 0, 2, '建议', 'proposal', ?, ?, ?, ?)""",
                   ((n, uid("s", n), paragraph, draw.choice((1, 1, -1)), coder, now, now) for n in range(1, statements + 1)))
    db.executemany("INSERT INTO statement_actor (statement_id, actor_id, role) VALUES (?, ?, 'proposer')",
                   ((n, draw.randint(1, ACTORS)) for n in range(1, statements + 1)))
    db.executemany("INSERT INTO statement_code (statement_id, code_id) VALUES (?, ?)", zip(range(1, statements + 1), themes))
    db.commit()
    db.close()
    return path


def timed(command, out):
    """User CPU seconds of one run whose output goes to `out`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with open(out, "w", encoding="utf-8") as file:
        subprocess.run(command, stdout=file, stderr=subprocess.DEVNULL, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def ties(path):
    """Number of ties, and a sum over them that does not depend on their order."""
    number, total = 0, 0
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            if row[0] != "source":
                number += 1
                total += hash((*sorted(row[:2]), int(row[2])))
    return number, total


def read_back(program, db, folder):
    import igraph
    import networkx
    flags = ["network", "--db", db, "--via", "theme", "--theme", "主题0003", "--stance", "subtract",
             "--normalization", "average", "--force", "-q", "-o"]
    matrix = folder / "net.csv"
    for name in ("net.csv", "net.graphml", "net.gexf"):
        subprocess.run([program, *flags, folder / name], check=True)
    with open(matrix, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    wanted = {(row[0], name): float(weight) for row in rows for name, weight in zip(header[1:], row[1:])}
    for name, graph in (("networkx GraphML", networkx.read_graphml(folder / "net.graphml")),
                        ("networkx GEXF", networkx.read_gexf(folder / "net.gexf"))):
        label = networkx.get_node_attributes(graph, "label")
        same = all(abs(weight - wanted[label[a], label[b]]) < 1e-12 for a, b, weight in graph.edges(data="weight"))
        print(f"{name}: {len(label)} nodes, {graph.number_of_edges()} ties, {'same' if same else 'DIFFERENT'} as the matrix")
    graph = igraph.Graph.Read_GraphML(str(folder / "net.graphml"))
    label = graph.vs["label"]
    same = all(abs(tie["weight"] - wanted[label[tie.source], label[tie.target]]) < 1e-12 for tie in graph.es)
    print(f"igraph GraphML: {graph.vcount()} nodes, {graph.ecount()} ties, {'same' if same else 'DIFFERENT'}; {graph['rules']}")


def main():
    statements = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    program = pizhu()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        db = project(program, folder, statements)
        sides = {
            "pizhu": [program, "network", "--db", db, "--via", "theme", "--duplicates", "acrossrange", "--format", "csv"],
            "igraph": [sys.executable, "-c", IGRAPH, db],
        }
        if statements <= 30_000:
            sides["networkx"] = [sys.executable, "-c", NETWORKX, db]
        found, best = {}, {}
        for name, command in sides.items():
            runs = 1 if name == "networkx" else 3
            best[name] = min(timed(command, folder / name) for _ in range(runs))
            found[name] = ties(folder / name)
        for name, seconds in best.items():
            same = "the same ties" if found[name] == found["pizhu"] else "OTHER TIES"
            print(f"{name:9} {seconds:7.2f} s user CPU, {found[name][0]} ties, {same}, {seconds / best['igraph']:.2f} of igraph")
        read_back(program, db, folder)


if __name__ == "__main__":
    main()
