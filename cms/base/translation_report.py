"""What a translator has to do: what waits for words, and what nobody has sent for translation yet."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from cms.base.permissions import languages_to_translate


class OwnTranslationsReport(TranslationsReportView):
    """wagtail-localize's report, limited to the pages that the user may work on."""

    def get_queryset(self) -> QuerySet[Translation]:
        translations = super().get_queryset().select_related("source__locale", "target_locale").order_by("-pk")
        if self.request.user.is_superuser:
            return translations
        policy = policy_registry.get_by_type(Page)
        pages = policy.instances_user_has_any_permission_for(self.request.user, {"change", "publish"})
        target = pages.filter(translation_key=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id"))
        return translations.filter(Exists(target))


def languages_to_fill(user: Any) -> QuerySet[Locale]:
    """The languages that `user` may send pages to: a translator's own, all of them for who publishes."""
    publishes = GroupPagePermission.objects.filter(group__user=user, permission__codename="publish_page")
    if user.is_superuser or publishes.exists():
        return Locale.objects.all()
    return Locale.objects.filter(pk__in=languages_to_translate(user))


class UntranslatedFilterSet(WagtailFilterSet):
    into = django_filters.ModelChoiceFilter(
        label=_("Language"),
        queryset=lambda request: languages_to_fill(request.user).order_by("pk"),
        method="filter_into",
        empty_label=None,
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def filter_into(self, pages: QuerySet[Page], name: str, locale: Locale) -> QuerySet[Page]:
        return pages  # the view asks for one language in any case


class UntranslatedReport(ReportView):
    """Live pages that one language lacks, newest first, each with the way to start its translation."""

    model = Page
    page_title = _("Not yet translated")
    header_icon = "wagtail-localize-language"
    index_url_name = "untranslated_report"
    index_results_url_name = "untranslated_report_results"
    filterset_class = UntranslatedFilterSet
    is_searchable = False
    list_export: list[str] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not languages_to_fill(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def language(self) -> Locale:
        """The one that was asked for, or the first that the user may fill, as the filter shows it."""
        languages = languages_to_fill(self.request.user).order_by("pk")
        asked = self.request.GET.get("into", "")
        return (asked.isdecimal() and languages.filter(pk=asked).first()) or languages.first()

    @cached_property
    def columns(self) -> Iterable[Column]:
        into = urlencode({"select_locale": self.language.language_code})

        def submit_url(page: Page) -> str:
            return f"{reverse('wagtail_localize:submit_page_translation', args=[page.pk])}?{into}"

        return [
            TitleColumn("title", label=_("Title"), accessor="title", get_url=submit_url),
            Column("type", label=_("Type"), accessor=lambda page: page.specific_class.get_verbose_name()),
            Column("language", label=_("Written in"), accessor=lambda page: page.locale.get_display_name()),
            DateColumn("first_published_at", label=_("Published")),
        ]

    def get_queryset(self) -> QuerySet[Page]:
        group = Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None)
        pages = Page.objects.live().filter(alias_of=None, depth__gt=1).select_related("locale", "content_type")
        # The first page that was written stands for its group.
        first = pages.exclude(Exists(group.filter(pk__lt=OuterRef("pk"))))
        return first.exclude(Exists(group.filter(locale=self.language))).order_by("-first_published_at", "-pk")
