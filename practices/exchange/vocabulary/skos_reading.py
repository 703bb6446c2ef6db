"""Reads terms from Turtle or JSON-LD into the columns of the spreadsheet."""

import re
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from cms.base.i18n.language_codes import language_tag
from cms.base.languages import content_languages
from cms.base.text import storable
from practices.exchange.columns.cells import as_text
from practices.exchange.reading.file import ask, problem_of
from practices.exchange.reading.table import FileProblem
from practices.exchange.vocabulary.columns import SCHEME, SLUG, words_of
from practices.exchange.vocabulary.record import Contents, Record, listed
from practices.vocabulary.concept import Concept

PROGRAM = "practices.exchange.vocabulary.rdf_process"
FORMS = {".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld"}
MAX_BYTES = 5 * 1024 * 1024
SECONDS = 60  # somebody is waiting for the preview
SLUG_FORM = re.compile(r"[-\w]{1,50}", re.ASCII)
OUR_URI = re.compile(r"/vocabulary/([-\w]+)/([-\w]+)/?", re.ASCII)


def read_skos(data: bytes, ending: str) -> Contents:
    """`ending` is one of `FORMS`. Raises `FileProblem`."""
    if not data.strip():
        raise FileProblem(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise FileProblem(problem_of("large"))
    answer = ask(PROGRAM, data, FORMS[ending], seconds=SECONDS)
    if "error" in answer:
        raise FileProblem(_problems().get(answer["error"]) or problem_of(answer["error"]))
    return _Reader(_storable(answer)).contents()


def _storable(found: Any) -> Any:
    """Cleans all strings: even URIs may contain characters that cannot be stored."""
    if isinstance(found, str):
        return storable(found)
    if isinstance(found, dict):
        return {storable(name): _storable(each) for name, each in found.items()}
    return [_storable(each) for each in found] if isinstance(found, list) else found


class _Reader:
    def __init__(self, answer: dict[str, Any]) -> None:
        self.terms, self.schemes = answer["terms"], answer["schemes"]
        self.codes = {tag.lower(): code for code, _name in content_languages() for tag in (code, language_tag(code))}
        self.lacking: set[str] = set()  # languages in the file that the site does not have
        self.slugs = {term["uri"]: self._names(term)[1] for term in self.terms}

    def contents(self) -> Contents:
        notes = []
        records = [self._record(term) for term in self.terms]
        if self.lacking:
            text = _("Left out, because the site does not have these languages: %(codes)s")
            notes.append(text % {"codes": listed(self.lacking)})
        return Contents(records, notes)

    def _names(self, term: dict[str, Any]) -> tuple[str, str]:
        """The vocabulary and the slug, as far as stated by the term or its URI, if that is one of ours."""
        found = OUR_URI.search(term["uri"])
        if found and found[1] in Concept.Scheme.values:
            return found[1], found[2]
        schemes = {name for uri in term["schemes"] for name in (*self.schemes.get(uri, ()), _last(uri))}
        known = sorted(schemes & set(Concept.Scheme.values))
        slugs = [text.strip() for text, _language in term["notations"] if SLUG_FORM.fullmatch(text.strip())]
        return (known or [*sorted(schemes), ""])[0], (slugs or [_last(term["uri"])])[0].lower()

    def _record(self, term: dict[str, Any]) -> Record:
        record = Record(term["uri"], is_replaced=bool(term["replaced_by"]))
        scheme, slug = self._names(term)
        record.cells = {SCHEME: scheme, SLUG: slug, "is_heading": str(int(term["is_heading"]))}
        self._texts(record, term)
        if term["deprecated"]:
            record.cells["is_retired"] = str(int(term["deprecated"][-1] in ("true", "1")))
        if term["standards"]:
            record.cells["standard"] = as_text(term["standards"][0][0])
        if term["exact_match"]:
            record.cells["exact_match"] = as_text(term["exact_match"][0])
        if len(term["broader"]) > 1:
            text = _("The term has several broader terms. Here, it can have one.")
            record.problems.append(("broader", ", ".join(term["broader"]), text))
        elif term["broader"]:
            uri = term["broader"][0]
            ours = OUR_URI.search(uri)
            record.cells["broader"] = self.slugs.get(uri) or (ours[2] if ours else uri)
        record.cells = {name: text for name, text in record.cells.items() if text}
        return record

    def _texts(self, record: Record, term: dict[str, Any]) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for field in ("labels", "alt_labels", "definitions", "notes"):
            for text, tag in term[field]:
                code = self.codes.get(tag, "")
                if not tag:
                    problem = _("The text has no language. Give it a language tag, such as @%(code)s.")
                    example = {"code": language_tag(content_languages()[0][0])}
                    record.problems.append((field, text, problem % example))
                elif not code:
                    self.lacking.add(tag)
                elif words := as_text(text):
                    found[f"{field}_{code}"].append(words)
        for code in self.codes.values():  # a scope note replaces a missing definition
            notes = found.pop(f"notes_{code}", [])
            if notes and f"definitions_{code}" not in found:
                found[f"definitions_{code}"] = notes
        for name, texts in found.items():
            is_list = name.startswith("alt_labels")
            if is_list and (bad := [text for text in texts if len(words_of(text)) > 1]):
                problem = _("Other labels cannot contain a comma, because commas separate them here.")
                record.problems.append((name, bad[0], problem))
            elif not is_list and len(texts) > 1:
                record.problems.append((name, ", ".join(texts), _("There are several texts in this language.")))
            else:
                record.cells[name] = ", ".join(texts)


def _last(uri: str) -> str:
    return re.split(r"[/#:]", uri.rstrip("/#"))[-1]


def _problems() -> dict[str, str]:
    return {
        "network": _(
            "The file takes its JSON-LD context from another address. For safety, nothing is fetched: save it with "
            "the context in the file, or as Turtle."
        ),
        "no terms": _("The file has no terms: no skos:Concept and no skos:Collection."),
    }
