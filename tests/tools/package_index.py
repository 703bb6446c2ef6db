"""A package index on loopback, with one package that no other index has."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

NAME, VERSION = "only_in_this_index", "1.0"


def write_wheel(folder: Path) -> Path:
    content = {
        f"{NAME}.py": "",
        f"{NAME}-{VERSION}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {VERSION}\n",
        f"{NAME}-{VERSION}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{NAME}-{VERSION}.dist-info/RECORD"
    path = folder / f"{NAME}-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
        archive.writestr(record, "".join(f"{name},,\n" for name in [*content, record]))
    return path


class PackageIndex(ThreadingHTTPServer):
    def __init__(self, folder: Path) -> None:
        self.askers: set[str] = set()  # the programs that asked for the package: pip, uv
        links = folder / "simple" / NAME.replace("_", "-")
        links.mkdir(parents=True)
        wheel = write_wheel(links)
        self.hash = hashlib.sha256(wheel.read_bytes()).hexdigest()
        (links / "index.html").write_text(f'<!DOCTYPE html><a href="{wheel.name}#sha256={self.hash}">{wheel.name}</a>')
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.url = f"http://127.0.0.1:{self.server_port}/simple"


class Handler(SimpleHTTPRequestHandler):
    server: PackageIndex

    def do_GET(self) -> None:
        if NAME.replace("_", "-") in self.path:
            self.server.askers.add(self.headers["User-Agent"].split("/")[0])
        super().do_GET()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[PackageIndex]:
    with PackageIndex(folder) as index:
        thread = Thread(target=index.serve_forever)
        thread.start()
        try:
            yield index
        finally:
            index.shutdown()
            thread.join()
