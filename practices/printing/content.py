"""The printed content of a practice as plain data: texts, URLs and file names, for `practice.typ`."""

from pathlib import Path

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.base.delivery.sites import settings_for
from cms.base.delivery.urls import full_url_of
from cms.base.i18n.catalogues import interface_language
from cms.base.i18n.language_codes import name_for
from cms.base.languages import active_language
from cms.base.printing.parts import Data, language, printed_funding, printed_site, without_scheme
from cms.base.printing.pdf import LOGO, Printed
from cms.base.rich_text import Node, blocks, links_of, nodes, usable_url
from cms.base.text import storable
from practices.repository.context import Fact, Link, PracticeDetails, Value, details_of
from practices.repository.practice import PracticePage
from practices.repository.ranges import period
from practices.review.card import review_card

HERE = Path(__file__).parent
PHOTOGRAPH = "fill-1080x720|format-jpeg|jpegquality-82"


def printed(page: PracticePage, request: HttpRequest) -> Printed:
    """`page` as visitors see it, with labels in the language of the URL."""
    return _Content(page, request).printed()


class _Content:
    def __init__(self, page: PracticePage, request: HttpRequest) -> None:
        self.page, self.original, self.request = page, page.original, request
        self.details: PracticeDetails = details_of(page, request)
        self.settings = settings_for(request)
        self.url = full_url_of(page.alias_of or page, request)
        self.words_language = (page.alias_of or page).locale.language_code
        self.references: list[str] = []  # URLs of links in the text, in order of appearance

    def printed(self) -> Printed:
        page, site = self.page, self.settings
        changed = [each.last_published_at for each in (page, self.original) if each.last_published_at]
        changed_at = max(changed, default=timezone.now())
        kicker = [storable(part) for part in self._kicker() if part]
        sections = self._sections()  # also collects the references
        data = {
            "language": language(active_language()),
            "words": language(self.words_language),
            "site": printed_site(site),
            "kind": storable(page.kind_label),
            "title": storable(page.title),
            "summary": storable(page.summary),
            "author": storable(self.details.partner.title if self.details.partner else site.name),
            "keywords": [storable(term.label()) for term in self.original.skill_types.all()],
            "kicker": kicker,
            "picture": self._picture(),
            "notes": self._notes(),
            "facts": {"heading": _("At a glance"), "rows": [self._fact(fact) for fact in self._facts(kicker)]},
            "sections": sections,
            "ends": [part for part in self._ends() if part["items"]],
            "url": self.url,
            "date": _("Version of %(date)s") % {"date": date_format(timezone.localtime(changed_at))},
            "funding": printed_funding(site),
        }
        pictures = {"logo.png": (site.logo, LOGO), "picture.jpg": (self.original.image, PHOTOGRAPH)}
        found = {name: picture for name, picture in pictures.items() if picture[0]}
        return Printed(HERE / "practice.typ", data, changed_at, found)

    def _kicker(self) -> list[str]:
        countries = ", ".join(concept.label() for concept in self.original.countries.all())
        partner = self.details.partner
        return [countries, partner.short_name if partner else "", capfirst(period(self.original))]

    def _facts(self, kicker: list[str]) -> list[Fact]:
        """The facts, except those beside the summary."""
        return [
            fact
            for fact in (*self.details.answers, *self.details.facts)
            if capfirst(", ".join(storable(value.label) for value in fact.values)) not in kicker
        ]

    def _fact(self, fact: Fact) -> Data:
        return {"label": storable(fact.label), "values": [self._value(value) for value in fact.values if value.label]}

    def _value(self, value: Value) -> Data:
        """External links are printed as URLs, because paper cannot be clicked."""
        url = usable_url(value.url, self.url) if value.url else ""
        is_out = value.url.startswith(("http://", "https://"))
        label = without_scheme(url) if is_out and url else storable(value.label)
        return {
            "text": label,
            "url": url,
            "printed": is_out,
            "language": language(value.language or interface_language()),
        }

    def _notes(self) -> list[str]:
        found = []
        if self.words_language != active_language():
            name = name_for(self.words_language, interface_language())
            found.append(
                _("This page is not translated yet. Its text is in another language: %(name)s.") % {"name": name}
            )
        if self.original.is_demo:
            found.append(
                _(
                    "Demonstration text: it shows what the site can do and has not been checked by the people it "
                    "describes."
                )
            )
        return found

    def _picture(self) -> Data | None:
        if not (image := self.original.image):
            return None
        alternative = self.page.image_alt or image.description or image.title
        return {"file": "picture.jpg", "alt": storable(alternative), "credit": storable(image.credit)}

    def _sections(self) -> list[Data]:
        found = []
        for section in self.details.sections:
            tree = blocks(section.html, self.url)
            for link in links_of(tree):
                if not link["url"].startswith(("mailto:", "tel:")):
                    link["number"] = self._number(link["url"])
            words = language(self.words_language)
            found.append({"heading": storable(section.heading), "blocks": tree, "language": words})
        return [*found, *self._review()]

    def _review(self) -> list[Data]:
        """Another partner's review. Opinions in other languages are left out: the web page has them."""
        if (card := review_card(self.page, self.request)) is None:
            return []
        lines = [f"{criterion.label}: {band.label}" for criterion, band in card.bands]
        by = [_("Reviewed by a colleague at %(organisation)s") % {"organisation": card.organisation}, card.country]
        paragraphs = [", ".join(filter(None, [*by, date_format(timezone.localtime(card.reviewed_at))]))]
        if card.opinion and card.opinion_language == active_language():
            paragraphs.insert(0, card.opinion)
        html = format_html(
            "<ul>{}</ul>{}",
            format_html_join("", "<li>{}</li>", ((line,) for line in lines)),
            format_html_join("", "<p>{}</p>", ((each,) for each in paragraphs)),
        )
        own = language(interface_language())
        return [{"heading": _("Evidence and transferability"), "blocks": blocks(html, self.url), "language": own}]

    def _number(self, url: str) -> int:
        if url not in self.references:
            self.references.append(url)
        return self.references.index(url) + 1

    def _ends(self) -> list[Data]:
        files = [self._link(file, [storable(f"{file.label} ({file.about})")]) for file in self.details.files]
        links = [self._link(link, self._link_label(link)) for link in self.details.links]
        referred = [{**self._item(url), "number": number} for number, url in enumerate(self.references, 1)]
        contact = self._contact()
        licence = self._item(self.details.licence_url or "", [storable(self.original.get_licence_display())])
        return [
            {"heading": _("Contact"), "items": [self._item("", contact)] if contact else []},
            {"heading": _("Licence"), "items": [licence]},
            {"heading": _("Read online"), "items": [self._item(self.url)]},
            {"heading": _("Files"), "items": files},
            {"heading": _("Links"), "items": links},
            {"heading": _("Links in the text"), "items": referred},
        ]

    def _contact(self) -> list[Node]:
        """The contact, with the e-mail address spelled out."""
        found = nodes(self.details.contact, self.url) if self.details.contact else []
        for link in list(links_of(found)):
            written = link["url"].removeprefix("mailto:")
            if written not in link["nodes"]:
                found += [{"kind": "break"}, {"kind": "link", "url": link["url"], "nodes": [written]}]
        return found

    def _item(self, url: str, shown: list[Node] | None = None, in_language: Data | None = None) -> Data:
        url = usable_url(url, self.url)
        return {
            "nodes": shown or [],
            "url": url,
            "printed": without_scheme(url),
            "language": in_language or language(active_language()),
        }

    def _link(self, link: Link, shown: list[Node]) -> Data:
        return self._item(link.url, shown, language(link.language or interface_language()))

    @staticmethod
    def _link_label(link: Link) -> list[Node]:
        """Empty if it is the beginning of the URL, which is printed below anyway."""
        beginning = without_scheme(link.label).removesuffix("…").strip()
        return [storable(link.label)] if beginning not in link.url else []
