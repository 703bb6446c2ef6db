"""What translation adds to the admin: guarded views, confirmation before publishing, a translator's dashboard."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

from cms.base.translation import small_edits  # noqa: F401
from cms.base.translation.comments.views import comments
from cms.base.translation.completeness import confirm_before_publishing
from cms.base.translation.dashboard import add_translator_panels
from cms.base.translation.desk.begin import translate_again
from cms.base.translation.editor.history import text_history
from cms.base.translation.editor.views import translate
from cms.base.translation.following import FOLLOWED, FOLLOWED_IN_DRAFT
from cms.base.translation.glossary import hooks as glossary_hooks  # noqa: F401
from cms.base.translation.guards import (
    DeskForReport,
    GuardedSubmitPage,
    GuardedSubmitSnippet,
    GuardedUpdate,
    convert_to_alias,
    download_pofile,
    edit_override,
    stop_translation,
    upload_pofile,
)


@hooks.register("register_admin_urls", order=-10)
def guarded_translation_urls() -> list[URLPattern | URLResolver]:
    """The same paths as wagtail-localize's, matched first."""
    guarded = [
        path("submit/page/<int:page_id>/", GuardedSubmitPage.as_view()),
        path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", GuardedSubmitSnippet.as_view()),
        path("update/<int:translation_source_id>/", GuardedUpdate.as_view()),
        path("translate/<int:translation_id>/pofile/download/", download_pofile),
        path("translate/<int:translation_id>/pofile/upload/", upload_pofile),
        path("translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/", edit_override),
        path("translate/<int:translation_id>/disable/", stop_translation),
        path("page/<int:page_id>/convert_to_alias/", convert_to_alias),
        path("reports/translations/", DeskForReport.as_view()),
        path("reports/translations/results/", DeskForReport.as_view()),
    ]
    return [path("localize/", include(guarded))]


# Before wagtail-localize's own hook, which publishes.
hooks.register("before_edit_page", confirm_before_publishing, order=-10)
hooks.register("before_convert_alias_page", translate_again)
hooks.register("construct_homepage_panels", add_translator_panels)


@hooks.register("construct_reports_menu")
def hide_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """wagtail-localize's report: the desk lists the same and more."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, TranslationsReportMenuItem)]


@hooks.register("register_admin_urls")
def editor_urls() -> list[URLPattern]:
    here = "translations/<slug:kind>/<str:key>/<slug:language>/"
    return [
        path(here, translate, name="translate"),
        path(f"{here}history/<slug:text>/", text_history, name="translation_history"),
        path(f"{here}comments/", comments, name="translation_comments"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        FOLLOWED, gettext_lazy("Follow original"), gettext_lazy("Published again with the changes of its original")
    )
    actions.register_action(
        FOLLOWED_IN_DRAFT,
        gettext_lazy("Follow original"),
        gettext_lazy("Drafted again with the changes of its original"),
    )
