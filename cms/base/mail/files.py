"""For developers: writes mails as readable files, the plain text as `.txt` and the HTML as `.html`."""

import re
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

UNSAFE = re.compile(r"[^\w.@+-]")  # in file names


class FilesBackend(BaseEmailBackend):
    """Writes into `MAIL_FOLDER`, which is created with the first mail."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            path = _free(folder, ", ".join(message.to))
            heads = {"From": message.from_email, "To": ", ".join(message.to), "Subject": message.subject}
            lines = [f"{name}: {text}" for name, text in {**heads, **message.extra_headers}.items()]
            path.write_text("\n".join([*lines, "", str(message.body)]), "utf-8")
            for html, kind in message.alternatives if isinstance(message, EmailMultiAlternatives) else ():
                if kind == "text/html":
                    path.with_suffix(".html").write_text(str(html), "utf-8")
            sys.stdout.write(f"Mail to {', '.join(message.to)}: {path}\n")
            sys.stdout.flush()
        return len(messages)


def _free(folder: Path, recipient: str) -> Path:
    """An unused file name, from the time and recipient."""
    to = UNSAFE.sub("_", recipient)[:80]
    name = f"{timezone.localtime():%Y-%m-%d %H.%M.%S} {to}"
    names = (folder / f"{name}{f' {number}' if number > 1 else ''}.txt" for number in count(1))
    return next(path for path in names if not path.exists())
