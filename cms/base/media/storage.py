"""What happens when the disk for uploads is full."""

import errno
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext_lazy as _

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}  # no space, the account's quota, the process's limit
NO_SPACE = _("There is no space left on the server for this file. Nothing was saved. Please tell an administrator.")


def is_full(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in FULL


class SiteStorage(FileSystemStorage):
    """Leaves no partial file behind when a file could not be written completely."""

    def _save(self, name: str, content: Any) -> str:
        is_new = not self.exists(name)
        try:
            return super()._save(name, content)  # type: ignore[misc]
        except OSError:
            if is_new:
                self.delete(name)
            raise


def store(field_file: Any) -> None:
    """Write an uploaded file to its storage now, before its row is saved."""
    content: File = field_file.file
    field_file.save(field_file.name, content, save=False)
