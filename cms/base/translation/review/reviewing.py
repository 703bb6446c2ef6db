"""Translated, reviewed, published: who submits, who decides, and which texts a second person has read.

Approval applies to the exact texts: changes made afterwards must be reviewed again, however they are published.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.base.access.permissions import languages_to_translate
from cms.base.access.roles import COORDINATORS, is_coordinator
from cms.base.errors import RefusedChange
from cms.base.people.notices.kinds import CHANGES_ASKED, PUBLISHED, REVIEW_ASKED, NoticeKind
from cms.base.people.notices.sending import notify
from cms.base.translation.desk.access import translators_into
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.refresh import refresh_after_commit
from cms.base.translation.desk.settings import needs_review
from cms.base.translation.desk.state import State
from cms.base.translation.editor import boxes
from cms.base.translation.review.model import TranslationReview
from cms.base.translation.texts.text import Text
from cms.base.translation.texts.version import PAGE, TextVersion


def digest(text: Text) -> str:
    return boxes.digest(f"{text.source}\0{text.translation}")


def fingerprint(texts: Iterable[Text]) -> str:
    """A digest of what a reviewer reads, which changes with any word."""
    return boxes.digest("".join(sorted(map(digest, texts))))


def open_review(item: TranslationItem) -> TranslationReview | None:
    return item.reviews.filter(decided=None).select_related("submitted_by__wagtail_userprofile").first()


def may_review(user: Any, item: TranslationItem, review: TranslationReview) -> bool:
    """Whether `user` may send it back: another translator of the language, or a coordinator."""
    if user.pk == review.submitted_by_id:
        return False
    return is_coordinator(user) or item.locale_id in languages_to_translate(user)


def may_approve(user: Any, item: TranslationItem, review: TranslationReview) -> bool:
    """Nobody approves their own work: those who have corrected it are co-authors, who can submit it themselves."""
    return may_review(user, item, review) and not has_corrected(user, item, review)


def waiting_for_review_by(user: Any, items: QuerySet[TranslationItem]) -> QuerySet[TranslationItem]:
    """Those of `items` that somebody else has submitted, oldest first. The caller checks that `user` may review."""
    submitted = TranslationReview.objects.filter(decided=None).exclude(submitted_by=user)
    found = items.filter(state=State.REVIEW, pk__in=submitted.values("item"))
    return found.select_related("locale").order_by("reviews__submitted", "pk").filter(reviews__decided=None)


def has_corrected(user: Any, item: TranslationItem, review: TranslationReview) -> bool:
    place = {"kind": item.kind, "object_key": item.object_key, "locale": item.locale_id}
    return TextVersion.objects.filter(**place, user=user, saved__gt=review.submitted).exists()


def unreviewed(page: Page, texts: Iterable[Text]) -> list[Text]:
    """Those of `texts`, all of `page`, that are translated, that readers do not see yet and nobody has approved."""
    key, since = str(page.translation_key), page.last_published_at
    rows = TranslationReview.objects.filter(
        item__kind=PAGE, item__object_key=key, item__locale=page.locale_id, is_approved=True
    )
    approved = {each for row in rows.values_list("approved", flat=True) for each in row}
    found = [
        text
        for text in texts
        if text.translation and digest(text) not in approved and not (since and text.saved and text.saved <= since)
    ]
    if not found or not since:
        return found
    # Published before, elsewhere on the page.
    before = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale_id=page.locale_id, updated_at__lte=since
    )
    known = set(before.values_list("translation_of__data", "data"))
    return [text for text in found if (text.source, text.translation) not in known]


def refuse_unreviewed(page: Page) -> None:
    """Raises `RefusedChange` if reviews are required and a translation has texts that no second person has read."""
    if not page.is_translated_page or not needs_review():
        return
    if unreviewed(page, KINDS[PAGE].texts(str(page.translation_key), page.locale)):
        raise RefusedChange(page, _("Somebody else has to review this translation before it is published."))


@transaction.atomic
def submit(item: TranslationItem, user: Any) -> TranslationReview:
    """Notifies those who may review. If it is resubmitted, `user` becomes its author."""
    TranslationItem.objects.select_for_update().filter(pk=item.pk).first()
    before = open_review(item)
    review, _is_new = TranslationReview.objects.update_or_create(
        item=item, decided=None, defaults={"submitted_by": user, "submitted": timezone.now()}
    )
    refresh_after_commit(item.kind, [item.object_key])
    if before is None or before.submitted_by_id != user.pk:
        people = translators_into(item.locale).exclude(pk=user.pk)
        if not people.exists():
            people = get_user_model()._default_manager.filter(groups__role__key=COORDINATORS, is_active=True)
        _tell(people.exclude(pk=user.pk), REVIEW_ASKED, "asked", review, user)
    return review


@transaction.atomic
def approve(review: TranslationReview, user: Any, texts: Iterable[Text]) -> bool:
    """Returns False if it was already decided, perhaps concurrently. `texts` are what `user` has read."""
    if not _decide(review, user, is_approved=True, approved=[digest(text) for text in texts]):
        return False
    _tell([review.submitted_by], PUBLISHED, "approved", review, user)
    return True


@transaction.atomic
def send_back(review: TranslationReview, user: Any, words: str) -> bool:
    """Assigns it to its author, at the desk and on the dashboard. Returns False if it was already decided."""
    if not _decide(review, user, words=words):
        return False
    TranslationItem.objects.filter(pk=review.item_id).update(taken_by=review.submitted_by)
    _tell([review.submitted_by], CHANGES_ASKED, "sent_back", review, user)
    return True


def _decide(review: TranslationReview, user: Any, **outcome: Any) -> bool:
    open_rows = TranslationReview.objects.filter(pk=review.pk, decided=None)
    if not open_rows.update(decided_by=user, decided=timezone.now(), **outcome):
        return False
    review.refresh_from_db()
    refresh_after_commit(review.item.kind, [review.item.object_key])
    return True


def _tell(people: Iterable[Any], kind: NoticeKind, what: str, review: TranslationReview, by: Any) -> None:
    item = review.item
    url = f"{settings.WAGTAILADMIN_BASE_URL}{item.editor_url}"
    context = {"item": item, "by": by, "review": review, "url": url}
    notify(people, kind, f"base/mails/translation_{what}", context, about=f"review {review.pk}")
