"""Lighthouse's scores of the pages of a demo site, as a phone shows them, with the Chromium of the tests.

Arguments are words of URLs: `make lighthouse ARGS="news contact"`. Prints what costs points below 100, and fails.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.demo import ROOT, demo_site, one_of_each

VERSION = "12.8.2"  # the last that runs on Node 20
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SKIPPED = {"is-crawlable"}  # a search's results are not to be indexed: that is meant


def program() -> Path:
    """Fetched from npm at the first time."""
    folder = ROOT / f".run/lighthouse-{VERSION}"
    found = folder / "node_modules/.bin/lighthouse"
    if not found.exists():
        package = f"lighthouse@{VERSION}"
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", f"--prefix={folder}", package]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return found


def report_on(address: str) -> dict[str, Any]:
    from tests.browser.conftest import CHROMIUM, FLAGS

    chromium = next(filter(None, map(shutil.which, CHROMIUM)))
    command = [
        program(), address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}",
        f"--skip-audits={','.join(SKIPPED)}", f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": chromium})
    if done.returncode:
        sys.exit(f"Lighthouse failed at {address}:\n{done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def losses(report: dict[str, Any]) -> list[str]:
    """What costs points, most first."""
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
        addresses = [each for each in one_of_each(site, "en") if not each.endswith("/nothing-here/")]
        wanted = [each for each in addresses if not sys.argv[1:] or any(word in each for word in sys.argv[1:])]
        print("  ".join(CATEGORIES))
        for address in wanted:
            report = report_on(address)
            scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
            worst = min(worst, *scores)
            print(*scores, address.removeprefix(site), sep="  ", flush=True)
            if min(scores) < 100:
                print(*(f"    {loss}" for loss in losses(report)), sep="\n", flush=True)
    return int(worst < 100)


if __name__ == "__main__":
    sys.exit(main())
