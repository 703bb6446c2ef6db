"""The URLs of uploaded files: Wagtail's, with our own view for documents, and one for images."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail.documents import urls as wagtaildocs_urls

from cms.base.file_access.serving import serve_document, serve_picture

documents = [
    *(pattern for pattern in wagtaildocs_urls.urlpatterns if pattern.name != "wagtaildocs_serve"),
    re_path(r"^(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
]
urlpatterns = [
    path("documents/", include(documents)),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", serve_picture),
]
