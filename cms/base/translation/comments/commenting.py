"""Questions about a text, and answers, with notices by mail to the people concerned."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.admin.utils import get_user_display_name

from cms.base.people.notices.kinds import COMMENT
from cms.base.people.notices.sending import notify
from cms.base.text import plain_text, storable
from cms.base.translation.comments.model import MAX_LENGTH, TranslationComment
from cms.base.translation.comments.questions import authors_of, originals_of
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.boxes import COMMENT as FIELD
from cms.base.translation.editor.boxes import text_id
from cms.base.translation.texts.text import Text


def comments_url(item: TranslationItem) -> str:
    return reverse("translation_comments", args=item.place)


def save_comments(item: TranslationItem, texts: Iterable[Text], data: Mapping[str, str], user: Any) -> int:
    """Saves the comments in the form `data`. Returns how many there were."""
    written = 0
    for text in texts:
        if words := storable(data.get(f"{FIELD}{text_id(text)}", "")).strip():
            comment_on(item, text.path, text.source, words, user)
            written += 1
    return written


def comment_on(item: TranslationItem, path: str, source: str, words: str, user: Any) -> TranslationComment:
    comment = TranslationComment.objects.create(item=item, path=path, source=source, text=words[:MAX_LENGTH], user=user)
    context = {
        "comment": comment,
        "item": item,
        "source": plain_text(source),
        "by": get_user_display_name(user),
        "url": f"{settings.WAGTAILADMIN_BASE_URL}{comments_url(item)}",
    }
    people = {person.pk: person for person in _concerned(item, path) if person and person.pk != user.pk}
    notify(people.values(), COMMENT, "base/mails/translation_comment", context)
    return comment


def original_of(item: TranslationItem) -> Any:
    """The page being translated; None if the item is not a page."""
    return originals_of([item]).get(item.pk)


def _concerned(item: TranslationItem, path: str) -> list[Any]:
    """The authors of the original, its translators, and everyone who commented on the text."""
    wrote = item.comments.filter(path=path).values("user")
    people: list[Any] = list(get_user_model()._default_manager.filter(pk__in=wrote))
    if item.taken_by:
        people.append(item.taken_by)
    return people + authors_of([item])[item.pk]


def may_comment(user: Any, item: TranslationItem) -> bool:
    """Authors of the original may comment, as well as its translators."""
    page = original_of(item)
    may_change = page is not None and bool(page.specific.permissions_for_user(user).can_manage())
    return may_change or user.pk in {author.pk for author in authors_of([item])[item.pk]}
