"""Teams: the people at a partner, the translators into a language, the coordinators. Apps add theirs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.base.access.roles import COORDINATORS, Role, is_coordinator, translators_key
from cms.base.languages import content_languages


@dataclass(frozen=True)
class Team:
    """Its members belong to `group`; its administrators, if it has any, also to `administrators`."""

    key: str  # in URLs
    name: str  # in the active language
    role: str  # of its members, in the active language
    group: Group
    pages: Callable[[], QuerySet[Page]]  # what its members work on
    language: str = ""  # the likely language of people who are invited
    administrators: Group | None = None
    roots: tuple[str, ...] = ()  # paths of the pages that its own are at or below
    shareable: Callable[[], QuerySet[Page]] = Page.objects.none  # the originals that may be shared with others

    def members(self) -> QuerySet:
        """Includes administrators who are not members, should there be any."""
        groups = [self.group.pk, *([self.administrators.pk] if self.administrators else [])]
        users = get_user_model()._default_manager.filter(groups__in=groups, is_active=True).distinct()
        return users.order_by("first_name", "last_name", "username")

    def is_run_by(self, user: Any) -> bool:
        return bool(self.administrators) and self.administrators in user.groups.all()


def members_of(found: Iterable[Team]) -> dict[str, list[Any]]:
    """The members of each team, by its key, with their groups. Two queries for all teams."""
    groups = {group.pk for team in found for group in (team.group, team.administrators) if group}
    users = get_user_model()._default_manager.filter(groups__in=groups, is_active=True).distinct()
    everybody = users.order_by("first_name", "last_name", "username").prefetch_related("groups")
    return {
        team.key: [user for user in everybody if {team.group, team.administrators} & set(user.groups.all())]
        for team in found
    }


Source = Callable[[], Iterable[Team]]


def _translators_and_coordinators() -> Iterator[Team]:
    roles = {role.key: role.group for role in Role.objects.select_related("group")}
    for code, name in content_languages():
        if group := roles.get(translators_key(code)):
            pages = Page.objects.filter(locale__language_code=code)
            yield Team(translators_key(code), f"{_('Translators')}: {name}", _("Translator"), group, pages.all, code)
    if group := roles.get(COORDINATORS):
        yield Team(COORDINATORS, _("Coordinators"), _("Coordinator"), group, Page.objects.all)


sources: list[Source] = [_translators_and_coordinators]  # the apps above put theirs first


def teams() -> list[Team]:
    return [team for source in sources for team in source()]


def team_named(key: str) -> Team | None:
    return next((team for team in teams() if team.key == key), None)


def teams_run_by(user: Any) -> list[Team]:
    """Coordinators run all teams but their own, administrators all, partners' administrators their own."""
    if not user.is_active:
        return []
    if user.is_superuser:
        return teams()
    if is_coordinator(user):
        return [team for team in teams() if team.key != COORDINATORS]
    groups = set(user.groups.values_list("pk", flat=True))
    return [team for team in teams() if team.administrators and team.administrators.pk in groups]


def may_invite(user: Any, key: str, as_administrator: bool) -> bool:
    """Whether `user` may invite into the team with this key. Only coordinators appoint its administrators."""
    return any(team.key == key for team in teams_run_by(user)) and (not as_administrator or is_coordinator(user))


def runs_a_team(user: Any) -> bool:
    """Whether `user` runs any team, for the menu of every admin page: one query."""
    if user.is_superuser:
        return True
    condition = Q(role__key=COORDINATORS)
    for groups in administrator_groups:
        condition |= groups()
    return bool(user.is_active) and Group.objects.filter(condition, user=user).exists()


administrator_groups: list[Callable[[], Q]] = []  # conditions for groups: the apps above add theirs
