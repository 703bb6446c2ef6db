"""A demo site for tools that inspect its pages, served until they have finished."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

import django

ROOT = Path(__file__).resolve().parent.parent
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
# English pages that are not in the sitemap.
OTHERS = ["practices/?q=language&country=lt", "search/?q=language", "search/?q=nothing-like-it", "nothing-here/"]


@contextmanager
def demo_site() -> Iterator[str]:
    """The URL of the site, which its pages use as their own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    from tests.demo_site import environment, run
    from tests.processes import serving

    with tempfile.TemporaryDirectory(dir=ROOT / ".run", prefix="demo-") as name:
        folder = Path(name)
        variables = environment(str(folder / "db.sqlite3"), folder / "static")
        run("tools/prepare.py", **variables)
        run("manage.py", "collectstatic", "--noinput", "--verbosity=0", **variables)
        with serving(folder / "log", **variables) as url:
            own = (
                f"from wagtail.models import Site; Site.objects.update(hostname='127.0.0.1', port={urlsplit(url).port})"
            )
            run("manage.py", "shell", "--verbosity=0", "--command", own, **variables)
            yield url


def one_of_each(site: str, *languages: str) -> list[str]:
    """The URLs of one practice, partner and news item, of all other pages, and of searches."""
    with urlopen(f"{site}/sitemap-pages.xml") as response:
        urls = [entry.findtext(LOC) or "" for entry in ElementTree.parse(response).getroot()]  # noqa: S314 (ours)
    found: dict[tuple[str, ...], str] = {}
    for url in urls:
        language, *steps = urlsplit(url).path.strip("/").split("/")
        if language in languages:
            # Pages below a section are similar; those directly below the home page are all different.
            kind = (language, steps[0], str(len(steps))) if len(steps) > 1 else (language, *steps)
            found.setdefault(kind, url)
    return [*found.values(), *(f"{site}/en/{other}" for other in OTHERS)]
