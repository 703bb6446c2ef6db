"""Links: one per line, each preceded by its text."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.base.per_language.texts import text_to_read
from practices.exchange.columns.cells import Cell, Misread, as_text
from practices.exchange.columns.column import Column, Target
from practices.exchange.columns.knowledge import Knowledge
from practices.repository.attachments import PracticeLink

BETWEEN = re.compile(r"\n|;\s+")
Link = tuple[str, str]  # text and URL


class Links(Column):
    has_words = True

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        text = as_text(cell)
        lines = text.split("\n") if "\n" in text else BETWEEN.split(text)
        return [_link(line) for line in lines if line.strip()]

    def write(self, value: Any) -> str:
        return "\n".join(" ".join(filter(None, link)) for link in value)

    def value(self, target: Target) -> list[Link]:
        rows = target.facts.links.all()
        return [(" ".join(text_to_read(row.label, target.language)[0].split()), row.url) for row in rows]

    def put(self, target: Target, value: list[Link]) -> None:
        """Keeps the link texts in other languages."""
        before = {row.url: row for row in target.facts.links.all()}
        rows = []
        for position, (text, url) in enumerate(value):
            row = before.get(url) or PracticeLink(url=url)
            row.sort_order = position
            if text:
                row.label = {**row.label, target.language: text}
            rows.append(row)
        target.facts.links = rows


def _link(line: str) -> Link:
    *words, url = line.split()
    try:
        PracticeLink._meta.get_field("url").clean(url, None)
    except ValidationError as error:
        raise Misread(_("“%(value)s” is not the URL of a page.") % {"value": url}, "", url) from error
    return " ".join(words), url
