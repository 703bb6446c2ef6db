from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from cms.base.addresses import url_of
from cms.base.models import BasePage
from cms.base.permissions import ensure_translators
from cms.base.visibility import visible
from home.models.news import NewsIndexPage, NewsPage
from home.navigation import navigation
from practices.cards import latest_practices, visible_partners
from practices.facts import load_concepts
from practices.models import PartnerPage, PracticeIndexPage
from practices.partner_access import ensure_coordinators

LATEST_NEWS = 3
LATEST_PRACTICES = 4


class HomePage(BasePage):
    """The front page of one language."""

    template = "pages/home_page.html"
    searchable = False
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("headline"), FieldPanel("introduction")]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        TranslatableField("headline"),
        TranslatableField("introduction"),
    ]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        is_new = self._state.adding
        super().save(clean=clean, **kwargs)
        if is_new:  # a language of its own has translators, and coordinators who look after it
            ensure_coordinators(self)
            ensure_translators(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        below = navigation(request, self).below_home
        indexes = {page.specific_class: url_of(page, request) for page in below}
        context["search_url"] = indexes.get(PracticeIndexPage, "")
        context["news_url"] = indexes.get(NewsIndexPage, "")
        news = NewsPage.objects.descendant_of(self).latest_first()
        context["latest_news"] = visible(news)[:LATEST_NEWS]
        context["featured_practices"] = latest_practices(self.locale.language_code, LATEST_PRACTICES)
        partners = list(visible_partners(PartnerPage.objects.descendant_of(self).select_related("original_page")))
        load_concepts([partner.original for partner in partners], "countries")
        context["partners"] = partners
        return context
