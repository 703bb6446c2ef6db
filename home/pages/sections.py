"""The sections from which editors compose a home page. Sections without content are not shown."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, FieldBlock, ListBlock, PageChooserBlock, StructBlock

from cms.base.blocks import PageStreamBlock
from practices.models import Concept

# The vocabularies whose terms can filter a search.
NEEDS = (
    Concept.Scheme.TARGET_GROUP,
    Concept.Scheme.METHOD,
    Concept.Scheme.SKILL_TYPE,
    Concept.Scheme.COUNTRY,
)
DEFAULT_NEEDS = (  # of a new site
    "target-group:newly-arrived",
    "method:language-course",
    "skill-type:work-readiness",
    "target-group:migrant-women",
    "method:buddy-scheme",
    "skill-type:politics-law-and-rights-knowledge",
    "target-group:low-schooling-adults",
    "method:arts-and-culture",
)


def term_choices() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The terms of each vocabulary, as "target-group:refugees"."""
    found: dict[str, list[tuple[str, str]]] = {scheme: [] for scheme in NEEDS}
    for term in Concept.objects.filter(scheme__in=NEEDS, is_heading=False):
        found[term.scheme].append((f"{term.scheme}:{term.slug}", term.label()))
    for scheme in NEEDS:
        yield str(scheme.label), found[scheme]


class TermBlock(FieldBlock):
    """Wagtail's own choice block queries all choices again for each value shown."""

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.ChoiceField(choices=term_choices, label=kwargs.get("label"))
        super().__init__(**kwargs)


class HeadingField(CharBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"required": False, "max_length": 80, "label": _("Heading"), **kwargs}
        super().__init__(help_text=_("If empty, the usual one."), **kwargs)


class LeadBlock(StructBlock):
    news = PageChooserBlock("home.NewsPage", required=False, label=_("News item"), help_text=_("If empty, the newest."))

    class Meta:
        icon = "image"
        label = _("Lead story")


class PracticesBlock(StructBlock):
    heading = HeadingField()
    practices = ListBlock(
        PageChooserBlock("practices.PracticePage"),
        label=_("Practices"),
        default=[],
        help_text=_("If empty, the best-proven practice of each country."),
    )

    class Meta:
        icon = "pick"
        label = _("In practice")


class NeedBlock(StructBlock):
    term = TermBlock(label=_("Term"))
    label = CharBlock(required=False, max_length=80, label=_("Text"), help_text=_("If empty, the term's label."))

    class Meta:
        icon = "tag"
        label = _("Need")


class NeedsBlock(StructBlock):
    heading = HeadingField()
    needs = ListBlock(NeedBlock(), label=_("Needs"))

    class Meta:
        icon = "search"
        label = _("What are you looking for?")


class NewsBlock(StructBlock):
    heading = HeadingField()

    class Meta:
        icon = "doc-full"
        label = _("News")


class TimelineBlock(StructBlock):
    heading = HeadingField()

    class Meta:
        icon = "history"
        label = _("Timeline")


class PartnersBlock(StructBlock):
    heading = HeadingField()

    class Meta:
        icon = "group"
        label = _("Partners")


class SectionsBlock(PageStreamBlock):
    practices = PracticesBlock()
    needs = NeedsBlock()
    lead = LeadBlock()
    news = NewsBlock()
    timeline = TimelineBlock()
    partners = PartnersBlock()


def default_sections(key: UUID, labels: Sequence[str]) -> list[dict[str, Any]]:
    """The initial sections of the home page `key` of a new site, with the texts of `DEFAULT_NEEDS`.

    Ids are the same in every language, because wagtail-localize matches blocks by id.
    """

    def block(kind: str, **value: Any) -> dict[str, Any]:
        return {"type": kind, "id": str(uuid5(key, kind)), "value": value}

    needs = [
        {"type": "item", "id": str(uuid5(key, term)), "value": {"term": term, "label": label}}
        for term, label in zip(DEFAULT_NEEDS, labels, strict=True)
    ]
    return [
        block("practices", heading="", practices=[]),
        block("needs", heading="", needs=needs),
        block("lead", news=None),
        block("news", heading=""),
        block("timeline", heading=""),
        block("partners", heading=""),
    ]
