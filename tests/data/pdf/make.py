#!/usr/bin/env python3
"""Prints the HTML files of this folder as PDF and writes what they hold beside them.

  make.py [CHROMIUM] [--shapes]

Needs the fonts Noto Sans CJK and Noto Serif CJK (SIL Open Font License 1.1; subsets of them are
embedded in the PDFs), Chromium (default: `chromium`) and the Python packages `weasyprint` and
`pikepdf`. A file is printed by the engine its `<meta name="engine">` names; then the shapes of
its characters are taken out, so that it stays small: a viewer shows the page blank, while codes,
widths, places and maps to Unicode are as the engine wrote them. `--shapes` keeps them, to look at.

NAME.txt holds the paragraphs in reading order, one a line: its kind, a tab, its text; what has no
`data-kind` is not part of the text. locked.pdf is an empty page behind a password.
"""
import html.parser
import pathlib
import subprocess
import sys

import pikepdf

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

    def handle_endtag(self, tag):
        if tag == self.open:
            self.open = None

    def handle_data(self, data):
        if self.open:
            self.found[-1][1] += "".join(data.split("\n"))


def slim(pdf):
    """Takes the shapes out of every font."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as file:
        blanks = {}
        for font in list(file.objects):
            if not isinstance(font, pikepdf.Dictionary):
                continue
            if font.get("/Subtype") == "/Type3":
                for name in list(font.CharProcs.keys()):
                    width = font.CharProcs[name].read_bytes().split(b" ", 1)[0]
                    font.CharProcs[name] = blanks.setdefault(width, file.make_stream(width + b" 0 d0"))
            for key in ("/FontFile2", "/FontFile3"):
                if font.get("/Type") == "/FontDescriptor" and key in font:
                    del font[key]
        file.remove_unreferenced_resources()
        file.save(pdf, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def main():
    args = [arg for arg in sys.argv[1:] if arg != "--shapes"]
    chromium = args[0] if args else "chromium"
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
        if "--shapes" not in sys.argv:
            slim(pdf)
        lines = [f"{kind}\t{text.strip()}\n" for kind, text in parser.found]
        page.with_suffix(".txt").write_text("".join(lines), encoding="utf-8")
        print(page.name, pdf.stat().st_size, "bytes,", len(lines), "paragraphs")
    with pikepdf.new() as locked:
        locked.add_blank_page()
        locked.save(HERE / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))


if __name__ == "__main__":
    main()
