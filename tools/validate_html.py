"""Checks the pages of a demo site with the Nu Html Checker, on the Java of the tests. Fails on errors."""

import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tools.demo import ROOT, demo_site, one_of_each
from tools.services.elasticsearch import java_home

VERSION = "26.9.27"


def checker() -> Path:
    """The jar, fetched from npm the first time."""
    folder = ROOT / f".run/vnu-{VERSION}"
    jar = folder / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not jar.exists():
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", f"--prefix={folder}", f"vnu-jar@{VERSION}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return jar


def text_of(url: str) -> bytes:
    try:
        with urlopen(url) as response:
            return response.read()
    except HTTPError as error:
        return error.read()


def main() -> int:
    jar = checker()
    with demo_site() as site, tempfile.TemporaryDirectory() as folder:
        urls = one_of_each(site, "en", "lt")
        for url in urls:
            name = url.removeprefix(f"{site}/").replace("/", "_").replace("?", "_")
            Path(folder, f"{name}.html").write_bytes(text_of(url))
        # Warnings, for instance on headings, are left to the tests.
        command = [java_home() / "bin/java", "-jar", jar, "--errors-only", "--skip-non-html", folder]
        status = subprocess.run(command).returncode
    print(f"{len(urls)} pages checked.")
    return status


if __name__ == "__main__":
    sys.exit(main())
