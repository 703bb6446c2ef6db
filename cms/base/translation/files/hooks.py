"""Translators' files in the admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from cms.base.translation.files.download_views import DownloadAction, DownloadView, download_item
from cms.base.translation.files.upload_views import settle, upload, upload_item


@hooks.register("register_admin_urls")
def file_urls() -> list[URLPattern]:
    here = "translations/<slug:kind>/<str:key>/<slug:language>/"
    return [
        path("translations/download/", DownloadView.as_view(), name="download_translations"),
        path("translations/upload/", upload, name="upload_translations"),
        path("translations/upload/conflicts/", settle, name="settle_conflicts"),
        path(f"{here}download/<slug:file_format>/", download_item, name="download_translation"),
        path(f"{here}upload/", upload_item, name="upload_translation"),
    ]


hooks.register("register_bulk_action", DownloadAction)
