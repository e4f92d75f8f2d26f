#!/usr/bin/env python3
"""Prints the HTML files of this folder as PDF and writes what they hold beside them.

  make.py [CHROMIUM]

Needs the fonts Noto Sans CJK and Noto Serif CJK (SIL Open Font License 1.1; subsets of them are
embedded in the PDFs), Chromium (default: `chromium`) and the Python package `weasyprint`. A file is
printed by the engine its `<meta name="engine">` names. NAME.txt holds the paragraphs in reading
order, one a line: its kind, a tab, its text; what has no `data-kind` is not part of the text.
"""
import html.parser
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


class Paragraphs(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.engine, self.found, self.open = None, [], None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and attrs.get("name") == "engine":
            self.engine = attrs["content"]
        if attrs.get("data-kind"):
            self.found.append([attrs["data-kind"], ""])
            self.open = tag
        elif tag == "br" and self.open and self.open.startswith("h"):
            self.found[-1][1] += ""

    def handle_endtag(self, tag):
        if tag == self.open:
            self.open = None

    def handle_data(self, data):
        if self.open:
            self.found[-1][1] += "".join(data.split("\n"))


def main():
    chromium = sys.argv[1] if len(sys.argv) > 1 else "chromium"
    for page in sorted(HERE.glob("*.html")):
        parser = Paragraphs()
        parser.feed(page.read_text(encoding="utf-8"))
        pdf = page.with_suffix(".pdf")
        if parser.engine == "weasyprint":
            import weasyprint
            weasyprint.HTML(str(page)).write_pdf(str(pdf))
        else:
            subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                            f"--print-to-pdf={pdf}", page.as_uri()], check=True, stderr=subprocess.DEVNULL)
        lines = [f"{kind}\t{text.strip()}\n" for kind, text in parser.found]
        page.with_suffix(".txt").write_text("".join(lines), encoding="utf-8")
        print(page.name, pdf.stat().st_size, "bytes,", len(lines), "paragraphs")


if __name__ == "__main__":
    main()
