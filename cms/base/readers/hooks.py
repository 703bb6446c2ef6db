"""Readers in the admin: their list, and the permissions for it."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.base.readers.access import policy, reader_permissions
from cms.base.readers.admin_views import ReaderList, import_readers, reader, reader_data


@hooks.register("register_admin_urls")
def reader_urls() -> list[URLPattern]:
    return [
        path("readers/", ReaderList.as_view(), name="readers"),
        path("readers/results/", ReaderList.as_view(results_only=True), name="readers_results"),
        path("readers/import/", import_readers, name="readers_import"),
        path("readers/<int:pk>/", reader, name="reader"),
        path("readers/<int:pk>/data/", reader_data, name="reader_data"),
    ]


class ReadersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy.user_has_permission(request.user, "view")


@hooks.register("register_admin_menu_item")
def readers_menu_item() -> MenuItem:
    return ReadersMenuItem(gettext_lazy("Readers"), reverse("readers"), icon_name="group", name="readers", order=270)


@hooks.register("register_permissions")
def readers_permissions() -> QuerySet[Permission]:
    """For the form of a group."""
    return reader_permissions()
