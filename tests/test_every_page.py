"""Every page of the demonstration, in every language, as a visitor, a search engine and a screen reader get it."""

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from wagtail.models import Locale

from home.models import NewsPage
from practices.models import PracticePage
from search.facets.declared import facets_by_fact
from tests.demo_site import served
from tests.schema import mistakes
from tests.shown import Shown, get, path_of

LANGUAGES = settings.LANGUAGE_CODES
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
RESOURCES = {"script": "src", "link": "href", "img": "src", "source": "src", "iframe": "src", "video": "src"}
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def pages(demo_site: str) -> dict[str, Shown]:
    """The answers for all pages of the sitemap, by path."""
    sitemap = ElementTree.fromstring(get(demo_site, "/sitemap-pages.xml").html)
    paths = [path_of(entry.findtext(LOC) or "") for entry in sitemap]
    assert len(paths) == len(set(paths))
    return {path: get(demo_site, path) for path in paths}


@pytest.fixture(scope="module")
def database(demo_database: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)
    yield connection
    connection.close()


def test_every_live_page_is_listed_and_answers(pages: dict[str, Shown], database: sqlite3.Connection):
    live = database.execute(
        "SELECT l.language_code, p.title FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id "
        "WHERE p.live AND p.depth > 1 AND p.alias_of_id IS NULL"
    ).fetchall()
    assert sorted(code for code, _title in live) == sorted(page.language for page in pages.values())
    assert {page.path: page.status for page in pages.values() if page.status != 200} == {}
    assert {page.language for page in pages.values()} == set(LANGUAGES)
    assert sum(page.kind == "practice" for page in pages.values()) > 20
    assert sum(page.kind == "news" for page in pages.values()) > 20


def test_the_head_says_what_the_page_is(pages: dict[str, Shown]):
    titles: dict[tuple[str, str], str] = {}
    for page in pages.values():
        assert page.soup.html["lang"] == page.language, page.path
        [title] = page.text("head > title")
        assert titles.setdefault((page.language, title), page.path) == page.path, f"one title for two pages: {title}"
        assert page.soup.select_one("meta[name=description]")["content"].strip(), page.path
        [canonical] = page.soup.select("link[rel=canonical]")
        assert path_of(canonical["href"]) == page.path


def test_headings_make_an_outline(pages: dict[str, Shown]):
    for page in pages.values():
        headings = page.soup.find_all(re.compile("^h[1-6]$"))
        levels = [int(heading.name[1]) for heading in headings]
        assert levels.count(1) == 1, page.path
        assert levels[0] == 1, page.path
        skipped = [headings[n + 1].get_text() for n, level in enumerate(levels[:-1]) if levels[n + 1] > level + 1]
        assert not skipped, (page.path, skipped)
        assert all(heading.get_text(strip=True) for heading in headings), page.path


def test_every_language_points_to_every_other(pages: dict[str, Shown], database: sqlite3.Connection):
    for page in pages.values():
        assert page.alternates[page.language] == page.path
        assert page.alternates["x-default"] == page.alternates.get("en", page.alternates["x-default"])
        for code, path in page.alternates.items():
            assert pages[path].alternates == page.alternates, f"{page.path} → {path}"
            assert code in ("x-default", pages[path].language)
    groups = database.execute(
        "SELECT count(*) FROM wagtailcore_page WHERE live AND depth > 1 GROUP BY translation_key"
    ).fetchall()
    shown = {frozenset(page.alternates.items()) for page in pages.values()}
    assert sorted(size for (size,) in groups) == sorted(len(group) - 1 for group in shown)


def test_the_switcher_leads_to_the_same_page_or_says_why_not(pages: dict[str, Shown]):
    for page in pages.values():
        links = page.soup.select("#languages a")
        assert [link["hreflang"] for link in links] == LANGUAGES
        for link in links:
            code, path = link["hreflang"], link["href"]
            assert link["lang"] == code
            assert ("aria-current" in link.attrs) == (code == page.language)
            if code in page.alternates:
                assert path == page.alternates[code]
                assert not link.select(".visually-hidden"), page.path
            elif page.kind:
                assert path == f"{page.alternates['x-default']}?reader={code}", page.path
                assert link.select_one(f".visually-hidden[lang={page.language}]").get_text(strip=True), page.path
            else:
                nearest = next(a for above in reversed(page.above) if (a := pages[above].alternates.get(code)))
                assert path == nearest, page.path
                assert link.select_one(f".visually-hidden[lang={page.language}]").get_text(strip=True), page.path


def test_breadcrumbs_lead_back(pages: dict[str, Shown]):
    for page in pages.values():
        crumbs = page.soup.select(".breadcrumbs a")
        assert [crumb["href"] for crumb in crumbs] == page.above
        for crumb in crumbs:
            heading = pages[crumb["href"]].text("h1")[0]
            assert crumb.get_text(strip=True) == heading or crumb["href"].count("/") == 2, page.path


def test_pictures_have_a_text(pages: dict[str, Shown]):
    assert [(page.path, str(img)) for page in pages.values() for img in page.soup.select("img:not([alt])")] == []


def resources(soup: BeautifulSoup) -> Iterator[str]:
    """The URLs of what a browser fetches by itself."""
    for name, attribute in RESOURCES.items():
        for tag in soup.find_all(name):
            if name != "link" or not {"canonical", "alternate", "shortlink"} & set(tag.get("rel", [])):
                yield from filter(None, [tag.get(attribute)])
            yield from (part.split()[0] for part in tag.get("srcset", "").split(",") if part)


def test_nothing_comes_from_elsewhere(pages: dict[str, Shown], demo_site: str):
    fetched = {url for page in pages.values() for url in resources(page.soup)}
    assert fetched
    for url in fetched:
        assert re.match("/[^/]", url), url
        file = get(demo_site, url) if url.endswith((".css", ".js")) else None
        if file:
            assert file.status == 200, url
            assert not re.search(r"""(url\(|@import|from|fetch\()\s*["']?(https?:)?//""", file.html), url


def test_nothing_is_written_into_the_page(pages: dict[str, Shown]):
    """The Content Security Policy would stop it."""
    for page in pages.values():
        assert not page.soup.select("style, [style]"), page.path
        assert not page.soup.select("script:not([src]):not([type='application/ld+json'])"), page.path
        handlers = [a for tag in page.soup.find_all(True) for a in tag.attrs if a.startswith("on")]
        assert not handlers, page.path


def test_ids_are_unique_and_what_is_pointed_to_exists(pages: dict[str, Shown]):
    for page in pages.values():
        ids = [tag["id"] for tag in page.soup.select("[id]")]
        assert len(ids) == len(set(ids)), page.path
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for tag in page.soup.select(f"[{attribute}]"):
                assert set(tag[attribute].split()) <= set(ids), (page.path, attribute)


def test_links_inside_the_site_lead_somewhere(pages: dict[str, Shown], demo_site: str):
    known = {path: page.status for path, page in pages.items()}
    for page in pages.values():
        ids = {tag["id"] for tag in page.soup.select("[id]")}
        for link in page.soup.select("a[href]"):
            target = urlsplit(urljoin(page.path, link["href"]))
            if target.scheme or target.netloc:
                assert target.scheme in ("http", "https", "mailto", "tel", "webcal"), (page.path, link["href"])
                continue
            if link.get("type") == "application/pdf":
                assert target.path == f"{page.path}pdf/"  # each takes a second: they have tests of their own
                continue
            if target.path not in known:
                known[target.path] = get(demo_site, target.path).status
            assert known[target.path] == 200, (page.path, link["href"])
            if target.path == page.path and target.fragment:
                assert target.fragment in ids, (page.path, link["href"])


def graph(page: Shown) -> dict[str, dict[str, Any]]:
    """What the page says to machines, by type; of several types by the last."""
    [script] = page.soup.select("script[type='application/ld+json']")
    data = json.loads(script.get_text())
    assert data["@context"] == "https://schema.org"
    assert mistakes(data) == [], page.path
    publisher, *nodes = data["@graph"]
    found = {kind[-1] if isinstance(kind := node["@type"], list) else kind: node for node in nodes}
    assert len(found) == len(nodes), page.path
    return {"publisher": publisher, **found}


def test_what_it_says_to_machines(pages: dict[str, Shown]):
    main = {"practice": "LearningResource", "news": "NewsArticle"}
    found: set[str] = set()
    for page in pages.values():
        said = graph(page)
        found |= set(said)
        assert said["publisher"]["name"] == "New Times"
        if page.kind:
            node = said[main[page.kind]]
            assert node["inLanguage"] == page.language
            assert node["headline"] == page.text("h1")[0]
            assert path_of(node["url"]) == page.path
            assert node["datePublished"] <= node["dateModified"]
            assert node["author"]
    assert found == {
        "publisher", "WebSite", "WebPage", "ContactPage", "CollectionPage", "NewsArticle", "LearningResource",
        "Organization", "BreadcrumbList", "Event", "PublicationIssue",
    }  # fmt: skip


def test_the_breadcrumbs_for_machines_are_those_of_readers(pages: dict[str, Shown]):
    for page in pages.values():
        crumbs = graph(page).get("BreadcrumbList", {}).get("itemListElement", [])
        assert [path_of(crumb["item"]) for crumb in crumbs] == [*page.above, *([page.path] if page.above else [])]
        assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
        assert [crumb["name"] for crumb in crumbs[:-1]] == page.text(".breadcrumbs a")


def test_the_search_is_offered_to_machines(pages: dict[str, Shown], demo_site: str):
    for code in LANGUAGES:
        template = graph(pages[f"/{code}/"])["WebSite"]["potentialAction"]["target"]["urlTemplate"]
        url = urlsplit(template.replace("{search_term_string}", "Kaunas"))
        answer = get(demo_site, f"{url.path}?{url.query}")
        assert answer.soup.select_one("input[name=q]")["value"] == "Kaunas"
        assert answer.soup.select("main h3 a"), code


def test_the_demonstration_says_that_it_is_one(pages: dict[str, Shown]):
    for code in LANGUAGES:
        with translation.override(code):
            note = BeautifulSoup(render_to_string("components/demo_note.html"), "html.parser").get_text(strip=True)
        told = [page for page in pages.values() if page.language == code and page.kind]
        assert [page.path for page in told if note not in page.text(".note")] == []


def names_of_facts(code: str) -> set[str]:
    with translation.override(code):
        names = {
            str(capfirst(field.verbose_name)) for field in PracticePage._fact_fields() if hasattr(field, "attname")
        }
        return names | {gettext("Period"), gettext("Partner"), pgettext("where it is from", "Source")}


def test_facts_are_named_in_the_readers_language(pages: dict[str, Shown], database: sqlite3.Connection):
    rows = database.execute("SELECT scheme, slug, labels FROM practices_concept").fetchall()
    labels = {(scheme, slug): json.loads(texts) for scheme, slug, texts in rows}
    facets = {facet.name: facet for facet in facets_by_fact().values()}
    fields = {facet.name: PracticePage._meta.get_field(fact) for fact, facet in facets_by_fact().items()}
    schemes = {name: field.scheme for name, field in fields.items() if hasattr(field, "scheme")}
    for page in pages.values():
        if page.kind != "practice":
            continue
        names = set(page.text(".facts dt:not(.legend dt)"))
        assert len(names) > 5
        assert names <= names_of_facts(page.language), page.path
        assert page.language == "en" or not names <= names_of_facts("en"), page.path
        terms = page.soup.select(":is(.facts, .answers) dd a[href^='/'][href*='?']")
        linked = {key for term in terms for key, _slug in parse_qsl(urlsplit(term["href"]).query)}
        assert set(schemes) <= linked <= set(facets), page.path
        for term in terms:
            [(parameter, slug)] = parse_qsl(urlsplit(term["href"]).query)
            if scheme := schemes.get(parameter):
                label = labels[scheme, slug][page.language]
            else:
                label = facets[parameter].labels(page.language)[slug]
            assert term.get_text(strip=True) == label
            assert urlsplit(term["href"]).path == page.above[1]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_that_does_not_exist(demo_site: str, code: str):
    for path in (f"/{code}/nothing-here/", f"/{code}/a/b/c/d/", f"/{code}/%00/"):
        page = get(demo_site, path)
        assert (page.status, page.soup.html["lang"]) == (404, code)
        with translation.override(code):
            assert page.text("h1") == [gettext("Page not found")]
        assert page.soup.select_one("form[role=search] input[name=q]")
        assert page.soup.select_one("link[rel=stylesheet][href$='search_form.css']")  # in the site's style
        if "%00" not in path:
            assert page.soup.select(".menu a[href]"), path
        assert [link["href"] for link in page.soup.select("#languages a")] == [f"/{other}/" for other in LANGUAGES]


def test_a_mistake_of_ours(fork: Popen[str], tmp_path: Path):
    """A real one: a database without tables."""
    with served(fork, "", tmp_path) as (site, _database):
        for code in LANGUAGES:
            page = get(site, f"/{code}/")
            assert (page.status, page.soup.html["lang"]) == (500, code)
            with translation.override(code):
                assert page.text("h1") == [gettext("Something went wrong")]
            sheets = [url for url in resources(page.soup) if url.endswith(".css")]
            assert {get(site, sheet).status for sheet in sheets} == {200}
            assert page.soup.select_one("main a")["href"] == f"/{code}/"


@pytest.mark.django_db
def test_a_page_that_is_not_translated(client: Client):
    """An alias shows the words of its original: it says so, marks them, and names the original as the canonical URL."""
    page = NewsPage.objects.filter(locale__language_code="en").order_by("pk")[0]
    NewsPage.objects.get(translation_key=page.translation_key, locale__language_code="nl").delete()
    alias = page.copy_for_translation(Locale.objects.get(language_code="nl"), alias=True)
    response = client.get(alias.url)
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert soup.html["lang"] == "nl"
    h1: Tag = soup.h1
    assert (h1.get_text(), h1["lang"], soup.select_one(".prose")["lang"]) == (page.title, "en", "en")
    assert soup.select_one("link[rel=canonical]")["href"] == page.full_url
    assert not soup.select("link[hreflang=nl]")
    with translation.override("nl"):
        assert gettext("English") in soup.select_one(".page-head .note").get_text()
