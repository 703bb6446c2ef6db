"""What is asked before a page is deleted. What happens then: tests/base/translation/test_originals.py."""

from types import SimpleNamespace
from typing import Any

import pytest

from cms.base.translation.originals import removal


def test_each_translation_is_asked_once_whether_it_can_become_the_original(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes four queries: in every language of each page below, the question took a second."""
    asked: list[str] = []

    def blocking_reason(page: Any) -> str:
        asked.append(page.locale.language_code)
        return ""

    monkeypatch.setattr(removal, "blocking_reason", blocking_reason)
    languages = ["nl", "it", "lt"]
    pages: Any = [SimpleNamespace(alias_of_id=None, locale=SimpleNamespace(language_code=code)) for code in languages]
    group = removal.Group(pages[0], pages)
    assert [group.heir(code) for code in (*languages, "es")] == [*pages, pages[0]]
    assert asked == languages
