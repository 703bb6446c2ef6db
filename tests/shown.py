"""A page as the demonstration's server returns it, and helpers to read it."""

from dataclasses import dataclass
from functools import cached_property
from urllib.error import HTTPError
from urllib.request import urlopen

from bs4 import BeautifulSoup

from tests.demo_site import SITE_URL
from tests.processes import SECONDS


@dataclass(frozen=True)
class Shown:
    """The response to a GET of `path`."""

    path: str
    status: int
    html: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def language(self) -> str:
        return self.path.split("/")[1]

    @property
    def kind(self) -> str:
        """ "practice", "news" or "" for any other page."""
        steps = self.path.strip("/").split("/")
        if len(steps) == 4:
            return "practice"
        return "news" if len(steps) == 3 and self.soup.select_one("article.story > header time") else ""

    @cached_property
    def alternates(self) -> dict[str, str]:
        """The path in every language that the page says it exists in, and of x-default."""
        links = self.soup.select("link[rel=alternate][hreflang]")
        return {link["hreflang"]: path_of(link["href"]) for link in links}

    @property
    def above(self) -> list[str]:
        """The paths of the pages that this one stands below, the home page first."""
        steps = self.path.strip("/").split("/")
        return ["/" + "/".join(steps[:end]) + "/" for end in range(1, len(steps))]

    def text(self, selector: str) -> list[str]:
        return [" ".join(tag.get_text().split()) for tag in self.soup.select(selector)]


def path_of(url: str) -> str:
    assert url.startswith(SITE_URL + "/"), url
    return url.removeprefix(SITE_URL)


def get(site: str, path: str) -> Shown:
    try:
        with urlopen(site + path, timeout=SECONDS) as response:
            return Shown(path, response.status, response.read().decode(errors="replace"))  # a file, perhaps
    except HTTPError as error:
        return Shown(path, error.code, error.read().decode())
