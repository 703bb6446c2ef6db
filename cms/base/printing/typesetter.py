"""Sets one document in type, in a process of its own: `typesetter.py FOLDER SECONDS MEGABYTES TIMESTAMP [PPI]`.

The folder holds `main.typ` and everything that it reads, and gets `out.pdf`; with `PPI` also a picture of each page,
`page-1.png` and so on. Imports nothing from the site. Exits with 0 for PDF/UA-1, with 2 for a tagged PDF with
characters that no typeface has, with 1 if there is no PDF.
"""

import resource
import sys
from datetime import datetime
from pathlib import Path

import typst

TAGGED_ONLY = 2


def main(folder: Path, seconds: int, megabytes: int, timestamp: int, ppi: int = 0) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    compiler = typst.Compiler(
        str(folder / "main.typ"),
        root=str(folder),
        font_paths=[str(folder / "fonts")],
        package_path=str(folder),  # there are none
        package_cache_path=str(folder),
    )
    if ppi:
        pages = compiler.compile(format="png", ppi=ppi)
        for number, page in enumerate(pages if isinstance(pages, list) else [pages], 1):
            (folder / f"page-{number}.png").write_bytes(page or b"")
    target = str(folder / "out.pdf")
    when = datetime.fromtimestamp(timestamp).astimezone()
    try:
        compiler.compile(output=target, format="pdf", pdf_standards=["ua-1"], timestamp=when)
        return 0
    except typst.TypstError as error:
        print(error.diagnostic, file=sys.stderr)
        compiler.compile(output=target, format="pdf", timestamp=when)
        return TAGGED_ONLY


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:])))
