"""The URLs of covers."""

from functools import lru_cache

from django.urls import get_script_prefix, path, reverse

from cms.base.covers.cover import VERSION
from cms.base.covers.views import cover_file, cover_picture

urlpatterns = [
    path("covers/<int:version>/<slug:code>.svg", cover_file, name="cover"),
    path("covers/<int:version>/<slug:code>.png", cover_picture, name="cover_picture"),
]


def cover_url(code: str) -> str:
    return _url(code, get_script_prefix())


@lru_cache(maxsize=2000)
def _url(code: str, script_prefix: str) -> str:
    """`script_prefix` is only part of the cache key: `reverse` adds it."""
    return reverse("cover", args=[VERSION, code])
