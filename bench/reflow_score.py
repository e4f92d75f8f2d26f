#!/usr/bin/env python3
"""Compares restored paragraphs with those they should be.

  reflow_score.py GOLD.json PREDICTED.json [--show]

Both are {"paragraphs": [{"text": …}]} or a list of texts. White space is not compared, and both sides
are brought to NFKC. The characters of both are aligned; each boundary of the gold has its place between two
characters, and is found if a predicted one stands there:

  hard       it must be there: a hit or a miss
  optional   neither (a page head stands there; two readings)
  interrupt  other matter cuts a paragraph: neither

A predicted boundary at no place of the gold is false. exact: of the gold paragraphs that nothing cuts, the
share that comes back as it is.
"""
import collections
import difflib
import json
import pathlib
import re
import sys
import unicodedata


def norm(text):
    return re.sub(r"[\s\u200b\ufeff\x00]+", "", unicodedata.normalize("NFKC", text))


def load(path):
    data = json.loads(pathlib.Path(path).read_text("utf-8"))
    rows = data["paragraphs"] if isinstance(data, dict) else data
    rows = [{"text": row} if isinstance(row, str) else dict(row) for row in rows]
    for row in rows:
        row["norm"] = norm(row["text"])
    return [row for row in rows if row["norm"]]


def align(a, b):
    """Index in `b` of each character of `a`, or None."""
    places = [None] * len(a)
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        places[start] = start
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        places[-1 - end] = len(b) - 1 - end
        end += 1
    middle = difflib.SequenceMatcher(None, a[start:len(a) - end], b[start:len(b) - end], autojunk=False)
    for block in middle.get_matching_blocks():
        for i in range(block.size):
            places[start + block.a + i] = start + block.b + i
    return places


def cuts(places, at):
    """Where in the prediction the boundary before character `at` of the gold may stand."""
    left, right = places[at - 1], places[at]
    if left is not None and right is not None:
        return set(range(left + 1, right + 1)) if right > left else {right}
    if left is not None or right is not None:
        return {left + 1 if right is None else right}
    for far in range(2, 12):
        around = set()
        if at - far >= 0 and places[at - far] is not None:
            around.add(places[at - far] + far)
        if at + far - 1 < len(places) and places[at + far - 1] is not None:
            around.add(places[at + far - 1] - far + 1)
        if around:
            return around
    return set()


def score(gold, predicted):
    a, b = "".join(p["norm"] for p in gold), "".join(p["norm"] for p in predicted)
    places = align(a, b)
    there, length = set(), 0
    for p in predicted[:-1]:
        length += len(p["norm"])
        there.add(length)
    hits, missed, explained, at = 0, [], set(), 0
    for i, p in enumerate(gold):
        if i:
            found = cuts(places, at) & there
            explained |= found
            if p.get("boundary_before", "hard") == "hard":
                hits += bool(found)
                if not found:
                    missed.append(a[max(0, at - 12):at] + " | " + a[at:at + 12])
        at += len(p["norm"])
    false = [b[max(0, at - 12):at] + " | " + b[at:at + 12] for at in sorted(there - explained)]
    kind = lambda i: gold[i].get("boundary_before", "hard") if 0 < i < len(gold) else "hard"
    whole = [i for i, p in enumerate(gold) if not p.get("piece") and p.get("kind") != "furniture"
             and "interrupt" not in (kind(i), kind(i + 1))]
    left, exact = collections.Counter(p["norm"] for p in predicted), 0
    for i in whole:
        text = gold[i]["norm"]
        if left[text] > 0:
            left[text] -= 1
            exact += 1
        elif "optional" in (kind(i), kind(i + 1)):
            exact += any(text in p["norm"] for p in predicted)
    return {"hits": hits, "false": false, "missed": missed, "exact": exact, "whole": len(whole)}


def ratios(hits, false, missed):
    p = hits / (hits + false) if hits + false else 1.0
    r = hits / (hits + missed) if hits + missed else 1.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def main():
    args = [a for a in sys.argv[1:] if a != "--show"]
    if len(args) != 2:
        sys.exit(__doc__)
    r = score(load(args[0]), load(args[1]))
    p, recall, f1 = ratios(r["hits"], len(r["false"]), len(r["missed"]))
    print(f"P {p:.4f}  R {recall:.4f}  F1 {f1:.4f}  exact {r['exact']}/{r['whole']}")
    if "--show" in sys.argv:
        for word in ("missed", "false"):
            for place in r[word]:
                print(word, place)


if __name__ == "__main__":
    main()
