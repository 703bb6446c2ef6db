"""The year in which a practice ended, or that it is ongoing: "iki dabar", "2019 – heden", "in corso"."""

import re
from typing import Any

from django.utils.translation import override

from practices.exchange.columns.cells import Cell, as_text
from practices.exchange.columns.column import Target
from practices.exchange.columns.knowledge import Knowledge
from practices.exchange.columns.near_misses import plain
from practices.exchange.columns.numbers import Year
from practices.repository.practice import PracticePage

ONGOING = "ongoing"
# As returned by `plain`. Preceded by any of the words below, and a year, they mean that it is ongoing.
NOW = {
    "ongoing", "present", "to present", "to the present", "present day", "now", "today", "to date", "current",
    "currently", "continuing", "running", "in progress", "open ended",
    "dabar", "dabarties", "siol", "siandien", "sios dienos", "siuo metu", "vyksta", "tebevyksta", "vykdoma",
    "tebevykdoma", "tesiama", "tesiasi", "tebesitesia",
    "nu", "nu toe", "heden", "op heden", "vandaag", "lopend", "doorlopend", "loopt", "loopt door", "momenteel",
    "oggi", "in corso", "presente", "attualmente", "corrente", "continua", "ora",
    "hoy", "hoy en dia", "la fecha", "en curso", "la actualidad", "actualidad", "actualmente", "ahora", "el presente",
    "en marcha", "vigente",
}  # fmt: skip
BEFORE = {
    "from", "since", "until", "till", "up", "still", "nuo", "iki", "m", "metu", "vis", "dar", "sinds", "vanaf", "van",
    "tot", "t", "en met", "nog", "steeds", "dal", "dall", "al", "ad", "a", "fino", "sino", "tuttora", "ancora", "desde",
    "de", "del", "hasta", "aun", "todavia", "sigue",
}  # fmt: skip
PATTERN = re.compile(
    rf"(?:(?:{'|'.join(sorted(BEFORE))}|\d{{4}})\s+)*(?:{'|'.join(map(re.escape, sorted(NOW, reverse=True)))})"
)


class EndYear(Year):
    """A year, or `ONGOING`, which is stored in the fact of that name."""

    def read(self, cell: Cell, knowledge: Knowledge) -> Any:
        return ONGOING if _goes_on(cell, knowledge) else super().read(cell, knowledge)

    def write(self, value: Any) -> str:
        return _label() if value == ONGOING else super().write(value)

    def put(self, target: Target, value: Any) -> None:
        target.facts.end_year = None if value == ONGOING else value
        if value == ONGOING:
            target.facts.ongoing = True

    def has(self, target: Target, value: Any) -> bool:
        if value == ONGOING:
            return target.facts.ongoing and target.facts.end_year is None
        return super().has(target, value)

    def tells_of(self, value: Any) -> tuple[str, ...]:
        return (self.name, "ongoing") if value == ONGOING else super().tells_of(value)


def _goes_on(cell: Cell, knowledge: Knowledge) -> bool:
    if not isinstance(cell, str):
        return False
    typed = " ".join(re.sub(r"[^\w\s]", " ", plain(as_text(cell))).split())
    return bool(PATTERN.fullmatch(typed)) or typed in {_in(language) for language in knowledge.languages}


def _in(language: str) -> str:
    with override(language):
        return plain(_label())


def _label() -> str:
    return str(PracticePage._meta.get_field("ongoing").verbose_name)
