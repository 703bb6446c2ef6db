"""What the site's base adds to the admin."""

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from cms.base.translation_guards import GuardedSubmitPage, GuardedSubmitSnippet, GuardedUpdate


@hooks.register("register_admin_urls", order=-10)
def guarded_translation_urls() -> list[URLPattern | URLResolver]:
    """The same paths as wagtail-localize's, found first."""
    guarded = [
        path("submit/page/<int:page_id>/", GuardedSubmitPage.as_view()),
        path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", GuardedSubmitSnippet.as_view()),
        path("update/<int:translation_source_id>/", GuardedUpdate.as_view()),
    ]
    return [path("localize/", include(guarded))]


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
