"""The people of partners, and those whom pages name."""

from typing import Any

from django.test import Client
from django.urls import reverse

from cms.base.people.invitations.invitation import Invitation
from cms.base.people.named.person import Person
from tests.base.admin import fresh
from tests.permissions.actions.action import Action
from tests.permissions.roles import ADMIN, COORDINATORS, HEADS, PARTNER, PARTNERS
from tests.permissions.world import World


def invite(client: Client, team: str, **data: Any) -> bool:
    url = reverse("people_invite", args=[team])
    client.post(url, {"email": "ona@example.org", "language": "lt", **data})
    found = Invitation.objects.filter(team=team, folded="ona@example.org")
    return found.filter(as_administrator=bool(data)).exists()


def withdraw_invitation(client: Client, world: World) -> bool:
    client.post(reverse("people_invitation", args=[world.invitation.pk]), {"action": "withdraw"})
    return not Invitation.objects.filter(pk=world.invitation.pk).exists()


def person(client: Client, user: Any, **data: Any) -> None:
    client.post(reverse("people_member", args=["partner-kpmpc", user.pk]), data)


def end_access(client: Client, user: Any) -> bool:
    person(client, user, action="end")
    return not fresh(user).is_active


def appoint(client: Client, user: Any, action: str = "appoint") -> bool:
    before = user.groups.count()
    person(client, user, action=action)
    return bool(user.groups.count() != before)


def hand_over(client: Client, world: World) -> bool:
    world.draft.owner = world.colleague
    world.draft.save(update_fields=["owner"], clean=False)
    person(client, world.colleague, action="hand_over", heir=world.head.pk)
    return bool(fresh(world.draft).owner == world.head)


def record_consent(client: Client, who: Person) -> bool:
    url = reverse("wagtailsnippets_base_person:edit", args=[who.pk])
    client.post(url, {"name": who.name, "organisation": who.organisation, "agrees": "on"})
    who.refresh_from_db()
    return who.consented is not None


def name_person(client: Client) -> bool:
    """While a page is written."""
    url = reverse("wagtailsnippetchoosers_base_person:create")
    client.post(url, {"name": "Rasa", "organisation": "Library"})
    return Person.objects.filter(name="Rasa").exists()


def delete_registration(client: Client, world: World) -> bool:
    row = world.registration
    client.post(reverse("delete_registration", args=[world.meeting.translation_key, row.pk]))
    return not type(row).objects.filter(pk=row.pk).exists()


ACTIONS = [
    Action("The partner's people", "invite", lambda c, w, run: invite(c, "partner-kpmpc"), HEADS),
    Action(
        "The partner's people",
        "invite an administrator",
        lambda c, w, run: invite(c, "partner-kpmpc", as_administrator="on"),
        COORDINATORS,
    ),
    Action("The partner's people", "withdraw an invitation", lambda c, w, run: withdraw_invitation(c, w), HEADS),
    Action("The partner's people", "end somebody's access", lambda c, w, run: end_access(c, w.colleague), HEADS),
    Action("The partner's people", "hand work over", lambda c, w, run: hand_over(c, w), HEADS),
    Action("The partner's people", "appoint", lambda c, w, run: appoint(c, w.colleague), COORDINATORS),
    Action("The partner's people", "dismiss", lambda c, w, run: appoint(c, w.head, "dismiss"), COORDINATORS),
    Action(
        "The partner's people", "end an administrator's access", lambda c, w, run: end_access(c, w.head), COORDINATORS
    ),
    Action("Another partner's people", "invite", lambda c, w, run: invite(c, "partner-csci"), COORDINATORS),
    Action("Translators", "invite", lambda c, w, run: invite(c, "translators-lt"), COORDINATORS),
    Action("Coordinators", "invite", lambda c, w, run: invite(c, "coordinators"), ADMIN),
    Action("People that pages name", "add while a page is written", lambda c, w, run: name_person(c), PARTNERS),
    Action("A meeting", "delete a registration", lambda c, w, run: delete_registration(c, w), PARTNER),
    Action("A person that pages name", "record consent", lambda c, w, run: record_consent(c, w.person), COORDINATORS),
]
