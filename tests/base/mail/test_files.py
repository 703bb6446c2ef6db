"""Mails as files for developers."""

from pathlib import Path
from typing import Any

from django.core.mail import EmailMultiAlternatives

from cms.base.mail.files import FilesBackend


def test_each_mail_is_a_file_to_read(tmp_path: Path, settings: Any) -> None:
    settings.MAIL_FOLDER = tmp_path / "mails"
    mails = [EmailMultiAlternatives("Kvietimas: Šiauliai", "Žodžiai.", to=["ona@example.org"]) for _ in range(2)]
    mails[0].attach_alternative("<p>Žodžiai.</p>", "text/html")
    assert FilesBackend().send_messages(mails) == 2
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "mails").glob("*ona@example.org*.txt"))]
    assert len(texts) == 2
    assert all("Subject: Kvietimas: Šiauliai" in text and text.endswith("\n\nŽodžiai.") for text in texts)
    assert [path.read_text("utf-8") for path in (tmp_path / "mails").glob("*.html")] == ["<p>Žodžiai.</p>"]
