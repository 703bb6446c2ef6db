"""Lighthouse's mobile scores for the pages of a demo site, with the tests' Chromium.

Arguments are parts of URLs: `make lighthouse ARGS="news contact"`. Prints what costs points, and fails below 100.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tools.demo import ROOT, demo_site, one_of_each

VERSION = "12.8.2"  # the last that runs on Node 20
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SKIPPED = {"is-crawlable"}  # search results are deliberately not indexed


def program() -> Path:
    """The program, fetched from npm the first time."""
    folder = ROOT / f".run/lighthouse-{VERSION}"
    found = folder / "node_modules/.bin/lighthouse"
    if not found.exists():
        package = f"lighthouse@{VERSION}"
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", f"--prefix={folder}", package]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return found


def report_on(url: str) -> dict[str, Any]:
    """For anybody but the first visitor, who waits until all sizes of the pictures are made: seconds for each."""
    from tests.browser.conftest import CHROMIUM, FLAGS

    with urlopen(url):
        pass
    chromium = next(filter(None, map(shutil.which, CHROMIUM)))
    command = [
        program(), url, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}",
        f"--skip-audits={','.join(SKIPPED)}", f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": chromium})
    if done.returncode:
        sys.exit(f"Lighthouse failed at {url}:\n{done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def losses(report: dict[str, Any]) -> list[str]:
    """The audits that cost points, most expensive first."""
    found = []
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            score = audit["score"]
            if reference["weight"] and score is not None and score < 1:
                value = audit.get("displayValue", "")
                found.append((reference["weight"] * (1 - score), f"{audit['title']} {value} ({score:.2f})"))
    return [text for _weight, text in sorted(found, reverse=True)]


def main() -> int:
    worst = 100
    with demo_site() as site:
        urls = [each for each in one_of_each(site, "en") if not each.endswith("/nothing-here/")]
        wanted = [each for each in urls if not sys.argv[1:] or any(word in each for word in sys.argv[1:])]
        print("  ".join(CATEGORIES))
        for url in wanted:
            report = report_on(url)
            scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
            worst = min(worst, *scores)
            print(*scores, url.removeprefix(site), sep="  ", flush=True)
            if min(scores) < 100:
                print(*(f"    {loss}" for loss in losses(report)), sep="\n", flush=True)
    return int(worst < 100)


if __name__ == "__main__":
    sys.exit(main())
