"""What a change would do to each practice: computed for the preview, and again when it is applied."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from practices.bulk.access import barred, is_published_again
from practices.bulk.changes import Change, MoveToPartner, RemoveTerm, Values, values_of
from practices.bulk.model import Reason
from practices.curation.missing import draft_of, required_facts
from practices.curation.rows import partner_names
from practices.facts.concepts import concepts_of
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage


@dataclass
class Effect:
    practice: PracticePage
    old: str
    new: str
    reason: Reason | None = None
    has: Values = field(default_factory=dict)
    values: Values = field(default_factory=dict)  # to write
    target: Any = None  # the partner's page to move to
    publishes: bool = False

    @property
    def how(self) -> Any:
        if self.target:
            return _("moved")
        if self.publishes:
            return _("published at once")
        if self.practice.live:
            return _("becomes a draft: the published page stays as it is")
        return _("stays a draft")


class Effects:
    """The effects of `change`, made by `user`. Constant number of queries for any number of practices."""

    def __init__(self, change: Change, user: Any) -> None:
        self.change, self.user = change, user

    def of(self, practices: Iterable[PracticePage]) -> list[Effect]:
        """`practices` are originals `with_states`, with their latest revision."""
        practices = list(practices)
        if isinstance(self.change, MoveToPartner):
            names = partner_names(practices)
            return [self._moved(page, names.get(page.path[: -Page.steplen], "")) for page in practices]
        terms = [name for name in self.change.fields if name in PracticePage.concept_fields()]
        saved = concepts_of(practices, *terms) if terms else {}
        return [self._changed(page, self._values(page, saved)) for page in practices]

    def _values(self, page: PracticePage, saved: dict[Any, list[Any]]) -> Values:
        def stored(name: str) -> Any:
            if name in PracticePage.concept_fields():
                return [term.pk for term in saved[page.pk, name]]
            value = getattr(page, name)
            return value.isoformat() if hasattr(value, "isoformat") else value

        return values_of(self.change.fields, stored, draft_of(page))

    def _changed(self, page: PracticePage, old: Values) -> Effect:
        new = self.change.new(old)
        effect = Effect(page, self.change.text(old), self.change.text(new), has=old, values=new)
        effect.reason = barred(page, self.user) or (Reason.TERM_GONE if self.change.is_gone else None)
        if not effect.reason and new == old:
            effect.reason = Reason.WITHOUT if isinstance(self.change, RemoveTerm) else Reason.UNCHANGED
        elif not effect.reason and page.live and any(not new[name] for name in self.required if name in new):
            effect.reason = Reason.REQUIRED
        effect.publishes = not effect.reason and is_published_again(page, self.user)
        return effect

    @cached_property
    def required(self) -> list[str]:
        return [each.name for each in required_facts()]

    def _moved(self, page: PracticePage, partner: str) -> Effect:
        target = self._targets.get(page.locale_id)
        effect = Effect(page, partner, self.change.parameters["name"], barred(page, self.user), target=target)
        effect.reason = effect.reason or self._unmovable(page, target)
        return effect

    def _unmovable(self, page: PracticePage, target: PartnerPage | None) -> Reason | None:
        if target is None:
            return Reason.NO_PAGE
        if page.path[: -Page.steplen] == target.path:
            return Reason.SAME_PARTNER
        tester = page.permissions_for_user(self.user)
        if not (tester.can_move() and tester.can_move_to(target)):
            return Reason.NOT_MOVED
        if not PracticePage._slug_is_available(page.slug, target, page):
            return Reason.ADDRESS
        return None

    @cached_property
    def _targets(self) -> dict[int, PartnerPage]:
        """The partner's pages, by locale."""
        partner = PartnerPage.objects.filter(pk=self.change.parameters["partner"]).first()
        pages = PartnerPage.objects.filter(translation_key=partner.translation_key) if partner else []
        return {page.locale_id: page for page in pages}
