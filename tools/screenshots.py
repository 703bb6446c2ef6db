"""Takes the screenshots in docs/images/, and a gallery of every kind of page, from its own demo site."""

import io
import os
import shutil
import tempfile
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tools import gallery

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs/images"
SEARCH = "/en/practices/?q=language&target_group=refugees"
SIZE = {"width": 1280, "height": 1150}


def save(page: Page, name: str) -> None:
    """Reduces to 256 colours: a third of the size, and no visible difference without photographs."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = IMAGES / f"{name}.png"
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


def take(page: Page) -> None:
    page.goto(SEARCH)
    save(page, "search")
    page.locator("main h3 a").first.click()
    page.wait_for_url(lambda url: not url.endswith(SEARCH))
    save(page, "practice")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    from tests.browser.conftest import CHROMIUM, FLAGS
    from tests.browser.test_accessibility import PAGES
    from tests.demo_site import environment, run
    from tests.processes import serving

    program = next(filter(None, map(shutil.which, CHROMIUM)))
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / ".run", prefix="screenshots-") as name:
        folder = Path(name)
        variables = environment(str(folder / "db.sqlite3"), folder / "static")
        run("tools/prepare.py", **variables)
        run("manage.py", "collectstatic", "--noinput", "--verbosity=0", **variables)
        with serving(folder / "log", **variables) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            take(browser.new_page(base_url=url, viewport=SIZE, reduced_motion="reduce"))
            gallery.take(browser, url, PAGES, ROOT / ".run" / "gallery")
            browser.close()


if __name__ == "__main__":
    main()
