"""Stylesheets as they are sent: one that imports others has their text in it.

Each subject has a file of its own, and a page needs most of them. Together they compress to three quarters, and a
browser asks once.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);$', re.MULTILINE)  # of a file in the same folder


class SiteStaticStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        yield from super().post_process({**paths, **_gathered(paths)}, dry_run, **options)


def _gathered(paths: dict[str, Any]) -> dict[str, Any]:
    """Those that import others."""
    storage = InMemoryStorage()
    for name in paths:
        if name.endswith(".css") and IMPORT.search(text := _text(paths, name)):
            folder, _slash, _name = name.rpartition("/")
            parts = IMPORT.split(text)  # every second one is the name of a file
            parts[1::2] = [_text(paths, f"{folder}/{imported}") for imported in parts[1::2]]
            storage.save(name, ContentFile("".join(parts).encode()))
    return {name: (storage, name) for name in paths if storage.exists(name)}


def _text(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
