"""What a news item is about: practices, partners and other pages, which in turn list the news that mention them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page

from practices.facts import FactInlinePanel

# The kinds of pages that news can mention.
RELATABLE = ["practices.PracticePage", "practices.PartnerPage", "home.NewsPage", "home.MeetingPage"]


class NewsRelation(Orderable):
    page = ParentalKey("home.NewsPage", on_delete=models.CASCADE, related_name="related")
    target = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")


class NewsAuthor(Orderable):
    """A person or a partner."""

    page = ParentalKey("home.NewsPage", on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("person"), max_length=120, blank=True)
    partner = models.ForeignKey(
        "practices.PartnerPage",
        verbose_name=_("or partner"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    def clean(self) -> None:
        if bool(self.name) == bool(self.partner_id):
            raise ValidationError(_("An author is either a person or a partner."))


authors_panel = FactInlinePanel(
    "authors",
    [FieldPanel("name"), PageChooserPanel("partner", "practices.PartnerPage")],
    heading=_("Authors"),
    label=_("Author"),
)
related_panel = FactInlinePanel(
    "related", [PageChooserPanel("target", RELATABLE)], heading=_("What it is about"), label=_("Page")
)


def named_by(page: Any) -> Q:
    """The condition for pages that `page` mentions as related or as its author, in any language."""
    return _of_rows(page, "related", "target") | _of_rows(page, "authors", "partner")


def related_keys(page: Any) -> QuerySet:
    """The translation keys of the pages that `page`, of any kind, mentions, and of the news that mention it."""
    mine = Q(translation_key=page.translation_key)
    named = Page.objects.filter(mine)
    by_relation = NewsRelation.objects.filter(target__in=named).values("page")
    by_author = NewsAuthor.objects.filter(partner__in=named).values("page")
    naming = Q(pk__in=by_relation) | Q(pk__in=by_author)
    return Page.objects.filter(naming | named_by(page)).exclude(mine).order_by().values("translation_key")


def _of_rows(page: Any, relation: str, name: str) -> Q:
    """The pages in the child rows of `page`; in a preview, those in memory."""
    if relation in getattr(page, "_cluster_related_objects", {}):
        return Q(pk__in=[getattr(row, f"{name}_id") for row in getattr(page, relation).all()])
    rows: Any = {"related": NewsRelation, "authors": NewsAuthor}[relation]
    return Q(pk__in=rows.objects.filter(page=page.pk, **{f"{name}__isnull": False}).values(name))
