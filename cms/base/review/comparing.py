"""How Wagtail shows in what two versions of a text in several languages differ."""

from typing import Any

from wagtail.admin.compare import FieldComparison, diff_text, register_comparison_class

from cms.base.fields import PerLanguageField
from cms.base.languages import language_name
from cms.base.per_language.texts import Texts


class PerLanguageComparison(FieldComparison):
    """A line for each language, as people read it."""

    val_a: Any
    val_b: Any

    def htmldiff(self) -> Any:
        return diff_text(_in_lines(self.val_a), _in_lines(self.val_b)).to_html()


def _in_lines(texts: Texts | None) -> str:
    return "\n".join(f"{language_name(code)}: {text}" for code, text in (texts or {}).items() if text)


def register() -> None:
    register_comparison_class(PerLanguageField, comparison_class=PerLanguageComparison)
