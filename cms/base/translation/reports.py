"""A translator's work: incomplete translations, and pages not yet submitted for translation."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from cms.base.access.permissions import languages_to_translate
from cms.base.delivery.known_pages import known_pages
from cms.base.translation.completeness import also_missing, missing_texts
from cms.base.translation.outdated import with_outdated


def own_translations(user: Any) -> QuerySet[Translation]:
    """The translations that `user` may work on, newest first, each with its number of `missing` texts."""
    translations = with_what_is_missing(Translation.objects.filter(enabled=True))
    translations = translations.select_related("source__locale", "source__specific_content_type", "target_locale")
    translations = translations.order_by("-pk")
    if user.is_superuser:
        return translations
    policy = policy_registry.get_by_type(Page)
    pages = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    target = pages.filter(translation_key=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id"))
    return translations.filter(Exists(target))


def with_what_is_missing(translations: QuerySet[Translation]) -> QuerySet[Translation]:
    """Annotates each with its number of `missing` texts, and with whether it is `waiting_for_translation`."""
    # wagtail-localize also counts the slug, which need not be translated.
    missing = missing_texts(OuterRef("source_id"), OuterRef("target_locale_id")).order_by().values("source_id")
    count = Coalesce(Subquery(missing.values(count=Count("pk"))), 0)
    return (
        with_outdated(translations)
        .annotate(missing=sum((more() for more in also_missing), start=count))
        .annotate(waiting_for_translation=Q(missing__gt=0) | Q(outdated=True))
    )


def with_pages(translations: Iterable[Translation]) -> list[Translation]:
    """`translations`, each with its `source_page` and `target_page`, or None."""
    translations = list(translations)
    keys = {translation.source.object_id for translation in translations}
    pages = Page.objects.filter(translation_key__in=keys, alias_of=None).select_related("locale").specific()
    by_key = {(page.translation_key, page.locale_id): page for page in pages}
    for translation in translations:
        key = translation.source.object_id
        translation.source_page = by_key.get((key, translation.source.locale_id))
        translation.target_page = by_key.get((key, translation.target_locale_id))
    return translations


def target_url(translation: Translation) -> str | None:
    page = translation.target_page
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else None


def missing_status(translation: Translation) -> str:
    """The status text for one of `own_translations`."""
    count = translation.missing
    if not count:
        return str(_("Original changed: publish again") if translation.outdated else _("All texts translated"))
    return ngettext("%(count)d text missing", "%(count)d texts missing", count) % {"count": count}


class OwnTranslationsReport(TranslationsReportView):
    """wagtail-localize's report, limited to what the user may work on, with links only to pages they may open."""

    template_name = ReportView.template_name
    results_template_name = ReportView.results_template_name
    list_export: list[str] = []

    @cached_property
    def columns(self) -> Iterable[Column]:
        def title(page: Page | None, locale: Locale) -> str:
            return f"{page.get_admin_display_title()} ({locale})" if page else ""

        return [
            TitleColumn(
                "target",
                label=_("Page"),
                accessor=lambda t: title(t.target_page, t.target_locale),
                get_url=target_url,
            ),
            TitleColumn(
                "source",
                label=_("Original"),
                accessor=lambda t: title(t.source_page, t.source.locale),
                get_url=self._source_url,
            ),
            Column("type", label=_("Type"), accessor=lambda t: capfirst(t.source.specific_content_type.name)),
            Column("missing", label=_("Status"), accessor=missing_status),
        ]

    def _source_url(self, translation: Translation) -> str | None:
        """The editor for users who may edit the original, its public page for others."""
        page = translation.source_page
        if page is None:
            return None
        if page.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[page.pk])
        return page.get_url(self.request) if page.live else None

    def get_queryset(self) -> QuerySet[Translation]:
        return own_translations(self.request.user)

    def get_table(self, object_list: Iterable[Translation]) -> Table:
        return super().get_table(with_pages(object_list))


def submittable_languages(user: Any) -> QuerySet[Locale]:
    """The languages `user` may submit pages for: all for users who may publish, a translator's own otherwise."""
    publishes = GroupPagePermission.objects.filter(group__user=user, permission__codename="publish_page")
    if user.is_superuser or publishes.exists():
        return Locale.objects.all()
    return Locale.objects.filter(pk__in=languages_to_translate(user))


def untranslated(language: Locale) -> PageQuerySet:
    """Live pages that do not exist in `language`, newest first; for each group, the page that was written first."""
    # Not correlated subqueries: SQLite would look for the group of each page by its empty `alias_of`, in all pages.
    written = Page.objects.filter(alias_of=None).order_by()
    first = written.values("translation_key").annotate(first=Min("pk")).values("first")
    there = written.filter(locale=language).values("translation_key")
    pages = Page.objects.live().filter(depth__gt=1, pk__in=first).exclude(translation_key__in=there)
    return pages.select_related("locale", "content_type").order_by("-first_published_at", "-pk")


class UntranslatedFilterSet(WagtailFilterSet):
    into = django_filters.ModelChoiceFilter(
        label=_("Language"),
        queryset=lambda request: submittable_languages(request.user).order_by("pk"),
        method="filter_into",
        empty_label=None,
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def filter_into(self, pages: QuerySet[Page], name: str, locale: Locale) -> QuerySet[Page]:
        return pages  # the view's queryset is already limited to one language


class UntranslatedReport(ReportView):
    """Live pages that do not exist in one language, newest first, each with a link to submit it for translation."""

    model = Page
    page_title = _("Not yet translated")
    header_icon = "wagtail-localize-language"
    index_url_name = "untranslated_report"
    index_results_url_name = "untranslated_report_results"
    filterset_class = UntranslatedFilterSet
    is_searchable = False
    list_export: list[str] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not submittable_languages(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def language(self) -> Locale:
        """The requested language, or the first that the user may submit pages for, as the filter shows it."""
        languages = submittable_languages(self.request.user).order_by("pk")
        requested = self.request.GET.get("into", "")
        return (requested.isdecimal() and languages.filter(pk=requested).first()) or languages.first()

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
        return known_pages(self.request.user, untranslated(self.language))
