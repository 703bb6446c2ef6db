"""What differs between two versions of a page, and how Wagtail compares a text in several languages."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.text import capfirst
from wagtail.admin.compare import FieldComparison, RichTextFieldComparison, diff_text, register_comparison_class
from wagtail.fields import RichTextField
from wagtail.models import Page, Revision

from cms.base.fields import PerLanguageField
from cms.base.languages import language_name
from cms.base.per_language.texts import Texts
from cms.base.rich_text import BLOCK_KEY
from cms.base.text import html_to_text, lines_of


class PerLanguageComparison(FieldComparison):
    """Shows one line per language, as people read it."""

    val_a: Any
    val_b: Any

    def htmldiff(self) -> Any:
        return diff_text(_in_lines(self.val_a), _in_lines(self.val_b)).to_html()


class RichTextComparison(RichTextFieldComparison):
    """A text that the editor has only opened, such as an imported one, has not changed; its paragraphs stay apart."""

    val_a: Any
    val_b: Any

    def has_changed(self) -> bool:
        return BLOCK_KEY.sub("", self.val_a or "") != BLOCK_KEY.sub("", self.val_b or "")

    def htmldiff(self) -> Any:
        """Wagtail would join the last word of a paragraph to the first of the next."""
        before, after = (" ".join(lines_of(html_to_text(text or ""))) for text in (self.val_a, self.val_b))
        return diff_text(before, after).to_html()


def _in_lines(texts: Texts | None) -> str:
    return "\n".join(f"{language_name(code)}: {text}" for code, text in (texts or {}).items() if text)


def differences(before: Page, after: Page, request: HttpRequest | None = None) -> Iterator[Any]:
    """Wagtail's comparisons of the fields that differ, in the order of the form."""
    panel = after.get_edit_handler().get_bound_panel(instance=after, request=request, form=None)
    for compare in panel.get_comparison():
        compared: Any = compare(before, after)
        if compared.has_changed():
            yield compared


def names_of_changes(before: Revision | None, after: Revision | None) -> Any:
    """The names of what differs, in the recipient's language; empty if nothing does, None if a version is gone."""
    if before is None or after is None:
        return None

    def line() -> str:
        found = differences(before.as_object(), after.as_object())
        return ", ".join(dict.fromkeys(str(capfirst(compared.field_label())) for compared in found))

    return lazy(line, str)()


def register() -> None:
    register_comparison_class(PerLanguageField, comparison_class=PerLanguageComparison)
    register_comparison_class(RichTextField, comparison_class=RichTextComparison)
