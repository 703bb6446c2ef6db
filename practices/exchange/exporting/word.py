"""Practices as a Word document: the content of their pages, under real headings. One, or a collection.

What a practice shows is defined by the print edition: `practices.printing`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.images.models import SourceImageIOError

from cms.base.delivery.sites import settings_for
from cms.base.i18n.catalogues import interface_language
from cms.base.printing.parts import Data
from cms.base.rich_text import Block, Node
from practices.citing.citation import citation_of
from practices.exchange.exporting.practices import Exported
from practices.exchange.exporting.preparing import prepare
from practices.exchange.writing.word.file import PIECE, WordFile
from practices.printing.content import PHOTOGRAPH, printed
from practices.repository.context import details_of
from practices.repository.practice import PracticePage
from practices.versions.shown import preloaded

MAX_PRACTICES = 500  # practices in a collection, which then has 1,500 pages and takes six seconds
WIDTH = 600  # of pictures on paper, in CSS pixels
EMBLEM = 90, 60
LISTS = {"bullets": False, "numbers": True}


def write_docx(practices: Iterable[list[Exported]], language: str, request: HttpRequest) -> Iterator[bytes]:
    with TemporaryFile() as stream:
        with override(language):
            every = chain.from_iterable(_prepared(practices, request))
            first = list(islice(every, 2))  # one alone is not a collection
            document = _Single(first[0], request) if len(first) == 1 else _Reader(chain(first, every), request)
            document.file.save(stream, _("Contents"))
        stream.seek(0)
        while piece := stream.read(PIECE):
            yield piece


def _prepared(practices: Iterable[list[Exported]], request: HttpRequest) -> Iterator[list[Exported]]:
    for chunk in practices:
        prepare(chunk)
        with preloaded((each.page.translation_key for each in chunk), request):
            yield chunk


class _Document:
    def __init__(self, title: str, author: str, request: HttpRequest) -> None:
        self.request, self.site = request, settings_for(request)
        self.own = interface_language()  # of the site's own words
        self.file = WordFile(self.own, title, author, self.site.link_colour)

    def own_words(self, style: str, *texts: str) -> str:
        return self.file.paragraph(style, self.file.text(" · ".join(filter(None, texts)), self.own), self.own)

    def heading(self, text: str, level: int, listed: bool = False) -> None:
        self.file.add(self.file.heading(text, level, self.own, listed))

    def practice(self, page: PracticePage, data: Data, level: int) -> None:
        """Everything but the title and what is directly below it. `level` is that of its headings."""
        listed = level == 1
        self.heading(data["facts"]["heading"], level, listed)
        self._facts(data["facts"])
        for section in data["sections"]:
            self.heading(section["heading"], level, listed)
            self._blocks(section["blocks"], _code(section["language"]), level + 1)
        self.heading(_("Take it further"), level, listed)
        for part in data["ends"]:
            if "number" not in part["items"][0]:  # links in the text are real links here
                self.heading(part["heading"], level + 1)
                for item in part["items"]:
                    self._item(item)
        self._credits(page, level + 1)
        self.heading(_("Cite this practice"), level + 1)
        cited = citation_of(page, self.request)
        words, _url, rest = cited.plain.partition(cited.url)
        content = self.file.text(words, page.locale.language_code) + self.file.link(cited.url, cited.url)
        self.file.add(self.file.paragraph("Normal", content + self.file.text(rest)))
        self.file.add(self.own_words("Smallprint", data["date"]))

    def head(self, page: PracticePage, data: Data) -> Iterator[str]:
        """What follows directly below the title of a practice."""
        language = _code(data["words"])
        yield self.own_words("Subtitle", *data["kicker"])
        for note in data["notes"]:
            yield self.own_words("Note", note)
        yield self.file.paragraph("Summary", self.file.text(data["summary"], language), language)
        if page.result:
            yield self.file.paragraph("Result", self.file.text(page.result, language), language)

    def picture(self, page: PracticePage, data: Data) -> Iterator[str]:
        about, image = data["picture"], page.original.image
        if about and (shown := _stored(image)):
            read, width, height = shown
            size = WIDTH, round(height * WIDTH / width)
            yield self.file.paragraph("Normal", self.file.picture(read, "jpeg", size, about["alt"]))
            if about["credit"]:
                yield self.file.paragraph("Caption", self.file.text(about["credit"]))

    def funding(self, data: Data | None) -> None:
        if not data:
            return
        emblem = Path(str(finders.find("images/eu-emblem.png")))
        picture = self.file.picture(emblem.read_bytes, "png", EMBLEM, data["emblem"])
        self.file.add(self.file.paragraph("Fundinglogo", picture))
        for name in ("programme_line", "disclaimer"):
            language = data["line_language" if name == "programme_line" else "disclaimer_language"]
            self.file.add(self.file.paragraph("Smallprint", self.file.text(data[name], language), language))

    # -- parts of a practice ------------------------------------------------------------------------------------------

    def _facts(self, facts: Data) -> None:
        rows = [
            (
                self.file.paragraph("Factname", self.file.text(row["label"], self.own), self.own),
                [self._value(value) for value in row["values"]],
            )
            for row in facts["rows"]
        ]
        self.file.add_table(rows, facts["heading"])

    def _value(self, value: Data) -> str:
        language = _code(value["language"])
        put = partial(self.file.link, value["url"]) if value["url"] else self.file.text
        return self.file.paragraph("Fact", put(value["text"], language), language)

    def _item(self, item: Data) -> None:
        language, url, nodes = _code(item["language"]), item["url"], item["nodes"]
        content = self.file.link(url, _plain(nodes) or url, language) if url else self._inline(nodes, language)
        self.file.add(self.file.paragraph("Normal", content, language))

    def _credits(self, page: PracticePage, level: int) -> None:
        credits = details_of(page, self.request).credits
        if credits:
            self.heading(_("Who has contributed"), level)
        for role, names in credits:
            self.file.add(self.own_words("Normal", f"{role}: {'; '.join(names)}"))

    def _blocks(self, blocks: list[Block], language: str, level: int) -> None:
        for block in blocks:
            if block["kind"] in LISTS:
                self._list(block, language, 0)
            elif block["kind"] == "heading":
                content = self._inline(block["nodes"], language)
                self.file.add(self.file.paragraph(f"Heading{level}", content, language))
            else:
                self.file.add(self.file.paragraph("Normal", self._inline(block["nodes"], language), language))

    def _list(self, block: Block, language: str, level: int) -> None:
        number = self.file.new_list(LISTS[block["kind"]])
        for item in block["items"]:
            for place, part in enumerate(item):
                if part["kind"] in LISTS:
                    self._list(part, language, level + 1)
                elif place == 0:
                    self.file.add(self.file.item(self._inline(part["nodes"], language), number, level, language))
                else:
                    content = self._inline(part["nodes"], language)
                    self.file.add(self.file.paragraph("ListContinue", content, language))

    def _inline(self, nodes: list[Node], language: str, **look: Any) -> str:
        return "".join(self._node(node, language, **look) for node in nodes)

    def _node(self, node: Node, language: str, **look: Any) -> str:
        if isinstance(node, str):
            return self.file.text(node, language, **look)
        if node["kind"] == "break":
            return self.file.text("\n")
        if node["kind"] == "link":
            return self.file.link(node["url"], _plain(node["nodes"]), language, **look)
        return self._inline(node["nodes"], language, **{**look, node["kind"]: True})


class _Single(_Document):
    def __init__(self, practice: Exported, request: HttpRequest) -> None:
        page, data = practice.page, printed(practice.page, request).data
        language = _code(data["words"])
        super().__init__(data["title"], data["author"], request)
        title = self.file.paragraph("Title", self.file.text(data["title"], language), language)
        self.file.front += [title, *self.head(page, data), *self.picture(page, data)]
        self.practice(page, data, 1)
        self.funding(data["funding"])
        self.file.footer(f"{data['title']} · {data['site']['name']}")


class _Reader(_Document):
    def __init__(self, practices: Iterator[Exported], request: HttpRequest) -> None:
        kind = str(capfirst(PracticePage.kind_label_plural))
        site = settings_for(request)
        super().__init__(f"{kind} · {site.name}", site.name, request)
        self.file.new_page_for_each_part()
        count, data = 0, None
        for practice in islice(practices, MAX_PRACTICES):
            data = self._one(practice)
            count += 1
        self.file.front += [self.own_words("Title", kind), *self._about(count, next(practices, None) is not None)]
        if data:
            self.funding(data["funding"])
        self.file.footer(f"{kind} · {site.name}")

    def _one(self, practice: Exported) -> Data:
        page, data = practice.page, printed(practice.page, self.request).data
        self.file.add(self.file.heading(data["title"], 1, _code(data["words"]), listed=True))
        for xml in chain(self.head(page, data), self.picture(page, data)):
            self.file.add(xml)
        self.practice(page, data, 2)
        return data

    def _about(self, count: int, there_are_more: bool) -> Iterator[str]:
        found = ngettext("%(counter)s good practice", "%(counter)s good practices", count) % {"counter": count}
        yield self.own_words("Subtitle", self.site.name, found, date_format(timezone.localdate()))
        url = self.request.build_absolute_uri(_without_format(self.request))
        yield self.file.paragraph("Normal", self.file.link(url, url))
        if there_are_more:
            text = _(
                "This file holds the first %(count)d practices that the search has found, and there are more. Filter "
                "the search to have others, or download them all as a spreadsheet."
            )
            yield self.own_words("Note", text % {"count": count})


def _without_format(request: HttpRequest) -> str:
    query: QueryDict = request.GET.copy()
    query.pop("format", None)
    return f"{request.path}{'?' if query else ''}{query.urlencode()}"


def _stored(image: Any) -> tuple[Callable[[], bytes], int, int] | None:
    """A reader for the picture's printed rendition, and its size; None if its file is missing or damaged."""
    try:
        rendition = image.get_rendition(PHOTOGRAPH)
        if not rendition.file.storage.exists(rendition.file.name):
            return None
    except (SourceImageIOError, OSError):
        return None
    return partial(_read, rendition.file.storage, rendition.file.name), rendition.width, rendition.height


def _read(storage: Any, name: str) -> bytes:
    with storage.open(name) as file:
        return bytes(file.read())


def _code(language: Data) -> str:
    return "-".join(filter(None, [language["code"], (language["region"] or "").lower()]))


def _plain(nodes: list[Node]) -> str:
    return "".join(
        node if isinstance(node, str) else "\n" if node["kind"] == "break" else _plain(node["nodes"]) for node in nodes
    )
