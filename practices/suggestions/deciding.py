"""What coordinators do with a suggestion: give it to a partner as a draft, or decline it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language
from cms.base.signals import announced_once
from practices.exchange.columns.rich_texts import html_of
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage
from practices.suggestions.mails import send_answer, tell_partner
from practices.suggestions.model import Suggestion
from practices.suggestions.terms import terms_of

SUGGESTED = "practices.suggested"  # log action of the draft


class AlreadyDecided(Exception):
    """Somebody else has decided in the meantime."""

    def __init__(self, suggestion: Suggestion) -> None:
        text = _("%(name)s has already decided on this suggestion.")
        super().__init__(text % {"name": suggestion.who_decided})


def partners_for(suggestion: Suggestion, user: Any) -> list[PartnerPage]:
    """The pages in its language below which `user` may add the draft, in alphabetical order."""
    pages = PartnerPage.objects.filter(locale__language_code=suggestion.language, alias_of=None)
    found = [
        page
        for page in pages.select_related("locale", "original_page")
        if page.permissions_for_user(user).can_add_subpage()
    ]
    language = active_language()
    return sorted(found, key=lambda page: sort_key(page.original.short_name, language))


def assign(suggestion: Suggestion, parent: PartnerPage, user: Any) -> PracticePage:
    """Creates the draft, with the sender as contact, below `parent`, an original. Notifies the partner's editors.

    Raises `AlreadyDecided`, or `ValidationError` if the page is not valid.
    """
    with announced_once():
        suggestion = _undecided(suggestion)
        page = _draft(suggestion, parent)
        page.owner = user
        parent.add_child(instance=page)
        page.save_revision(user=user, clean=False)
        sent = {"sent": suggestion.created.date().isoformat()}
        log(instance=page, action="wagtail.create", user=user)
        log(instance=page, action=SUGGESTED, user=user, data=sent)
        suggestion.decide(Suggestion.State.ASSIGNED, user)
        suggestion.page, suggestion.name, suggestion.email = page, "", ""
        suggestion.save()
        tell_partner(page, user)
    return page


def _draft(suggestion: Suggestion, parent: PartnerPage) -> PracticePage:
    terms = terms_of([suggestion])[suggestion.pk]
    page = PracticePage(
        title=suggestion.title,
        locale=parent.locale,
        live=False,
        activities=html_of(suggestion.text),
        contact_name=suggestion.name,
        contact_email=suggestion.email,
        contact_consent=suggestion.may_be_named and bool(suggestion.email),
    )
    page.countries.set(terms.countries)
    page.target_groups.set(terms.target_groups)
    return page


@transaction.atomic
def decline(suggestion: Suggestion, message: str, user: Any) -> None:
    """Sends `message` to the sender, unless it is empty. Raises `AlreadyDecided`."""
    suggestion = _undecided(suggestion)
    suggestion.decide(Suggestion.State.DECLINED, user)
    if message and suggestion.email:
        suggestion.message = message
        send_answer(suggestion, message)
    suggestion.save()


def _undecided(suggestion: Suggestion) -> Suggestion:
    """Locks the suggestion. Raises `AlreadyDecided` for the second of two concurrent requests."""
    found = Suggestion.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=suggestion.pk)
    if not found.is_new:
        raise AlreadyDecided(found)
    return found
