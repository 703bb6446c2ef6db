"""Imports in Wagtail's admin: their URLs. The list of practices leads to them."""

from django.urls import URLPattern, path
from wagtail import hooks

from practices.exchange.desk.actions import check_again, choose, confirm, discard, undo_import
from practices.exchange.desk.upload import template, upload
from practices.exchange.desk.views import import_list, one_import


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    return [
        path("practices/imports/", import_list, name="practice_imports"),
        path("practices/imports/new/", upload, name="upload_practices"),
        path("practices/imports/template/", template, name="practice_template"),
        path("practices/imports/<int:pk>/", one_import, name="practice_import"),
        path("practices/imports/<int:pk>/choose/", choose, name="choose_in_import"),
        path("practices/imports/<int:pk>/confirm/", confirm, name="confirm_import"),
        path("practices/imports/<int:pk>/again/", check_again, name="check_import_again"),
        path("practices/imports/<int:pk>/discard/", discard, name="discard_import"),
        path("practices/imports/<int:pk>/undo/", undo_import, name="undo_import"),
    ]
