"""What translations lack, as wagtail-localize's report shows it: its URL stays, though the desk has all of it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

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
