#!/usr/bin/env python3
"""Lays texts out on pages, extracts them again, and writes cases with their gold paragraphs.

  generate.py OUT [--set dev|held|blind|more|all] [--text FILE]... [--every-layout] [--keep-pdf]

Needs Chromium, WeasyPrint, poppler's pdftotext and a Chinese font; the cases in this folder are what it
made, so nothing of that is needed to run the bench.

A text is a file of lines `kind TAB paragraph` (see texts/); `|` is a line end its author wants, `#` opens a
remark. A gold file ({"paragraphs": [{"kind", "text"}]}) serves as a text too. The set `dev` lays out some texts
in some layouts, `held` other texts in other layouts, `blind` two more texts in all of them: written when the
work on the algorithm was done, they are only measured; `more` six texts of other genres in all layouts, worked
on later. Texts given with --text are laid out in all layouts of the set; --every-layout takes the layouts of all
sets.

A case is a folder: default.txt and raw.txt as pdftotext gives them; gold.default.json and gold.json, the
paragraphs in the order of each; blank.txt, default.txt with an empty line after each line and no page
ends, is made by the bench. raw.txt and gold.json are left out where they say the same.
"""
import argparse
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
DEV_TEXTS = ["news", "report", "regulation", "traditional", "roundtable", "minutes"]
HELD_TEXTS = ["feature", "interview", "consult", "notice"]
BLIND_TEXTS = ["bulletin", "plan"]
MORE_TEXTS = ["harbour", "village", "digest", "opinion", "reply", "harbour_t"]
SETS = {"dev": DEV_TEXTS, "held": HELD_TEXTS, "blind": BLIND_TEXTS, "more": MORE_TEXTS}
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-pdf-header-footer"]


def read_text(path):
    if path.suffix == ".json":
        return [{"kind": p["kind"], "text": p["text"]} for p in json.loads(path.read_text("utf-8"))["paragraphs"]]
    rows = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [{"kind": kind, "text": text} for kind, text in rows]


def norm(text):
    return re.sub(r"[\s\u200b\ufeff\x00]+", "", unicodedata.normalize("NFKC", text))


# --- the page ---------------------------------------------------------------------------------------------

def css(lay):
    size, columns = lay["size"], lay["columns"]
    gutter = 2
    if "column" in lay:
        width = f"{lay['column'] * columns + gutter * (columns - 1) + 0.4}em"
        page = f"size: {(lay['column'] * columns + gutter * (columns - 1) + 5) * size}pt 297mm; margin: 15mm {2.2 * size}pt"
    else:
        width = "auto"
        page = f"size: {lay.get('page', 'A4')}; margin: {lay.get('margin', '18mm')}"
    boxes = ""
    if "head" in lay:
        boxes += f"@top-center {{ content: '{lay['head']}'; font-size: 8pt }}"
    if "number" in lay:
        before, after = lay["number"].split("#")
        boxes += f"@bottom-center {{ content: '{before}' counter(page) '{after}'; font-size: 9pt }}"
    return f"""
@page {{ {page}; {boxes} }}
html, body {{ margin: 0; padding: 0 }}
body {{ font: {size}pt/1.55 'Noto Serif CJK SC', serif; text-align: {lay.get('align', 'justify')} }}
.text {{ width: {width}; column-count: {columns}; column-gap: {gutter}em }}
p {{ margin: 0 0 {lay.get('gap', 0)}em; text-indent: {lay['indent']}em; overflow-wrap: anywhere; widows: 1; orphans: 1 }}
p.heading, p.title, p.subtitle, p.byline, p.boxhead {{ text-indent: {0 if lay.get('centre') else lay['indent']}em;
  text-align: {'center' if lay.get('centre') else 'left'}; break-after: avoid }}
p.heading, p.boxhead {{ font-family: 'Noto Sans CJK SC', sans-serif; font-weight: bold; margin: 0.4em 0 }}
p.title {{ font: bold {lay.get('title', 1.6)}em/1.4 'Noto Sans CJK SC'; text-indent: 0; margin: 0.4em 0 }}
p.subtitle {{ font-size: 1.15em; text-indent: 0; margin-bottom: 0.4em }}
p.lead {{ font-weight: bold; margin-bottom: 0.6em }}
p.caption {{ font-size: 0.85em; text-indent: 0; margin: 0.2em 0 0.6em }}
p.note {{ font-size: 0.8em; text-indent: 0; margin-top: 0.6em }}
.photo {{ background: #ccc; break-inside: avoid }}
.float {{ float: right; width: {lay.get('float', [0])[0]}em; margin: 0 0 0.5em 1em }}
.box {{ border: 0.5pt solid #888; padding: 0.4em 0.7em; margin: 0.8em 0 }}
"""


def page_html(paragraphs, lay):
    wide, flow, box, figure = [], [], [], ""
    where = wide
    for n, p in enumerate(paragraphs):
        kind = p["kind"]
        text = html.escape(p["text"]).replace("|", "<br>")
        if kind not in ("title", "subtitle", "byline", "lead") or (kind == "lead" and not lay.get("wide_lead")):
            where = flow
        tag = f'<p class="{kind}">{text}</p>'
        if kind in ("box", "boxhead"):
            box.append(tag)
        elif kind == "caption" and "float" in lay:
            height = lay["float"][1]
            flow.append(f'<div class="float"><div class="photo" style="height:{height}em"></div>{tag}</div>')
        elif kind == "caption":
            flow.append(f'<div class="photo" style="height:5em"></div>{tag}')
        else:
            (where if lay.get("span") else flow).append(tag)
    boxed = f'<div class="box">{"".join(box)}</div>' if box else ""
    return (f'<!doctype html><html lang="zh"><meta charset="utf-8"><style>{css(lay)}</style><body>'
            f'{"".join(wide)}<div class="text">{"".join(flow)}{boxed}</div></body></html>')


def render(source, engine, pdf, folder):
    if engine == "weasyprint":
        import logging
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        import weasyprint
        weasyprint.HTML(string=source).write_pdf(pdf)
        return
    page = folder / "page.html"
    page.write_text(source, "utf-8")
    subprocess.run([*CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", page.as_uri()],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def pdftotext(pdf, *options):
    return subprocess.run(["pdftotext", "-enc", "UTF-8", *options, str(pdf), "-"], check=True,
                          stdout=subprocess.PIPE).stdout.decode("utf-8")


# --- the gold in the order of an extraction -----------------------------------------------------------------

def is_furniture(line, lay):
    if "head" in lay and line == norm(lay["head"]):
        return True
    if "number" in lay:
        before, after = (norm(part) for part in lay["number"].split("#"))
        return re.fullmatch(re.escape(before) + r"\d+" + re.escape(after), line) is not None
    return False


def in_order(paragraphs, text, lay):
    """The gold paragraphs cut and ordered as the extraction has them; None where a line is of two of them."""
    texts = [norm(p["text"].replace("|", "")) for p in paragraphs]
    starts, stream = [], ""
    for t in texts:
        starts.append(len(stream))
        stream += t
    owner = [i for i, t in enumerate(texts) for _ in t]
    used = bytearray(len(stream))
    rows, cursor = [], 0
    for raw in re.split(r"[\n\f]", text):
        line = norm(raw)
        if not line:
            continue
        if is_furniture(line, lay):
            rows.append((None, raw.strip(), 0, 0))
            continue
        at = cursor if stream.startswith(line, cursor) and not used[cursor] else -1
        search = 0
        while at < 0:
            found = stream.find(line, search)
            if found < 0:
                return None, f"not in the text: {raw!r}"
            if not used[found]:
                at = found
            search = found + 1
        end = at + len(line)
        if owner[at] != owner[end - 1]:
            return None, f"of two paragraphs: {raw!r}"
        for i in range(at, end):
            used[i] = 1
        rows.append((owner[at], None, at, end))
        cursor = end if end < len(stream) else 0
    if not all(used):
        return None, f"{used.count(0)} characters of the text are missing"
    out, whole_before, furniture = [], True, False
    for index, text_of_page, start, end in rows:
        if index is None:
            out.append({"kind": "furniture", "text": text_of_page, "boundary_before": "optional"})
            furniture = True
            continue
        last = out[-1] if out else None
        if last and last.get("_end") == start and last["_index"] == index:
            last["_end"] = end
        else:
            begins = start == starts[index]
            boundary = "optional" if furniture else "hard" if begins and whole_before else "interrupt"
            out.append({"kind": paragraphs[index]["kind"], "_index": index, "_start": start, "_end": end,
                        "boundary_before": boundary})
        furniture = False
        whole_before = end == starts[index] + len(texts[index])
    for p in out:
        if "_index" in p:
            index, start, end = p.pop("_index"), p.pop("_start"), p.pop("_end")
            p["text"] = stream[start:end]
            if end - start < len(texts[index]):
                p["piece"] = True
            else:
                p["text"] = paragraphs[index]["text"].replace("|", "")
    out[0]["boundary_before"] = "hard"
    kinds = {"boxhead": "heading", "note": "body"}
    for p in out:
        p["kind"] = kinds.get(p["kind"], p["kind"])
    return out, None


def doubled(text, paragraphs):
    """Lines of captions, run by run, twice: what some extractors make of fake bold."""
    captions = [norm(p["text"]) for p in paragraphs if p["kind"] == "caption"]
    def twice(line):
        if len(norm(line)) < 6 or not any(norm(line) in c for c in captions):
            return line
        return re.sub(r"[，。、；：！？]+|[^，。、；：！？\s]+", lambda run: run[0] * 2, line)
    return "\n".join(twice(line) for line in text.split("\n"))


def make(out, text_name, paragraphs, lay_name, lay, keep_pdf):
    case = out / f"{text_name}.{lay_name}"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        pdf = folder / "page.pdf"
        render(page_html(paragraphs, lay), lay["engine"], pdf, folder)
        texts = {"default": pdftotext(pdf), "raw": pdftotext(pdf, "-raw")}
        golds = {}
        for name, text in texts.items():
            golds[name], why = in_order(paragraphs, text, lay)
            if golds[name] is None:
                print(f"{case.name} {name}: left out: {why}", file=sys.stderr)
        if golds["default"] is None:
            if golds["raw"] is None:
                return
            # Where neighbouring columns ran into one line the order of drawing is the text.
            texts["default"], golds["default"] = texts["raw"], golds["raw"]
        case.mkdir(parents=True, exist_ok=True)
        if keep_pdf:
            (case / "page.pdf").write_bytes(pdf.read_bytes())
    if lay.get("fake_bold"):
        texts = {name: doubled(text, paragraphs) for name, text in texts.items()}
    about = {"text": text_name, "layout": lay_name, "engine": lay["engine"]}
    def gold(name):
        rows = ",\n ".join(json.dumps(p, ensure_ascii=False) for p in golds[name])
        head = ",\n ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in about.items())
        return f'{{{head},\n "paragraphs": [\n {rows}]}}\n'
    (case / "default.txt").write_text(texts["default"], "utf-8")
    (case / "gold.default.json").write_text(gold("default"), "utf-8")
    if golds["raw"] is not None and texts["raw"] != texts["default"]:
        (case / "raw.txt").write_text(texts["raw"], "utf-8")
        if golds["raw"] != golds["default"]:
            (case / "gold.json").write_text(gold("raw"), "utf-8")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=pathlib.Path)
    ask.add_argument("--set", choices=["dev", "held", "blind", "more", "all"], default="all")
    ask.add_argument("--text", type=pathlib.Path, action="append")
    ask.add_argument("--every-layout", action="store_true")
    ask.add_argument("--keep-pdf", action="store_true")
    told = ask.parse_args()
    layouts = json.loads((HERE / "layouts.json").read_text("utf-8"))
    every = {**layouts["dev"], **layouts["held"]}
    layouts = {name: every if told.every_layout else layouts.get(name, every) for name in SETS}
    for name in SETS if told.set == "all" else [told.set]:
        own = SETS[name]
        for path in told.text or [HERE / "texts" / f"{text}.txt" for text in own]:
            text_name = path.parent.name.split("_")[0] if path.suffix == ".json" else path.stem
            for lay_name, lay in layouts[name].items():
                make(told.out / name, text_name, read_text(path), lay_name, lay, told.keep_pdf)


if __name__ == "__main__":
    main()
