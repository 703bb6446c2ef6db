"""How people join a team: they are invited and accept. Each function is one transaction."""

from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.utils import get_user_display_name
from wagtail.users.models import UserProfile

from cms.base.i18n.catalogues import interface_language
from cms.base.mail.kinds import Kind as MailKind
from cms.base.mail.kinds import mails_of_kind
from cms.base.mail.sender import site_name
from cms.base.people.invitations.invitation import VALID_FOR, Invitation, digest_of
from cms.base.people.teams import Team, team_named
from cms.base.readers.addresses import folded

LONGEST_USERNAME = 150


@transaction.atomic
def invite(team: Team, address: str, language: str, by: Any, as_administrator: bool = False) -> Invitation:
    """Sends a mail with a link. Inviting an address again replaces the link of the first mail."""
    token = token_urlsafe(32)
    invitation, _is_new = Invitation.objects.update_or_create(
        team=team.key,
        folded=folded(address),
        defaults={
            "address": address,
            "language": language,
            "as_administrator": as_administrator,
            "invited_by": by,
            "digest": digest_of(token),
            "sent": timezone.now(),
            "accepted": None,
        },
    )
    _send(invitation, token)
    return invitation


def _send(invitation: Invitation, token: str) -> None:
    """The mail does not depend on whether the address has an account: only the linked page tells its owner."""
    with override(invitation.language):
        site, team = site_name(), team_named(invitation.team)
        by = invitation.invited_by
        context = {
            "site": site,
            "team": team.name if team else "",
            "by": get_user_display_name(by) if by else site,
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("accept_invitation", args=[token]),
            "days": VALID_FOR.days,
        }
        body = render_to_string("base/mails/invitation.txt", context)
        subject = _("%(site)s: you are invited to work with us") % {"site": site}
        html = render_to_string("base/mails/plain.html", {"subject": subject, "body": body})
    mail = EmailMultiAlternatives(subject=subject, body=body, to=[invitation.address])
    mail.attach_alternative(html, "text/html")
    with mails_of_kind(MailKind.INVITATION):
        mail.send()


def account_of(invitation: Invitation) -> Any:
    """The account that has the address, an active one first; None if there is none."""
    users = get_user_model()._default_manager.filter(email__iexact=invitation.address)
    return users.order_by("-is_active", "pk").first()


def is_closed(account: Any) -> bool:
    """Whether an administrator deactivated it; an owner who merely left their last team may return."""
    return not account.is_active and (account.is_superuser or account.groups.exists())


def new_account(invitation: Invitation) -> Any:
    """An unsaved account without a password. People who return get their old account, and with it their work."""
    account = account_of(invitation)
    return account or get_user_model()(username=_free_username(invitation.folded), email=invitation.address)


def _free_username(address: str) -> str:
    wanted = address[: LONGEST_USERNAME - 5]
    taken = set(get_user_model().objects.filter(username__istartswith=wanted).values_list("username", flat=True))
    taken = {name.lower() for name in taken}
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


@transaction.atomic
def accept(invitation: Invitation, team: Team, account: Any) -> bool:
    """`account` joins the team. Returns False if the link was used in the meantime: it works once."""
    waiting = Invitation.objects.select_for_update().filter(pk=invitation.pk, digest=invitation.digest, accepted=None)
    if not waiting.exists():
        return False
    if not account.is_active or account.pk is None:
        account.is_active = True
        account.save()
        UserProfile.objects.update_or_create(
            user=account, defaults={"preferred_language": interface_language(invitation.language)}
        )
    account.groups.add(team.group)
    if invitation.as_administrator and team.administrators:
        account.groups.add(team.administrators)
    waiting.update(accepted=timezone.now())
    return True
