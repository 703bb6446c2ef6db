"""*People* in the admin: the members of the user's teams, the invitations, and the form to invite."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.users.models import UserProfile

from cms.base.access.roles import is_coordinator
from cms.base.languages import admin_language
from cms.base.people.admin_forms import InviteForm
from cms.base.people.invitations.invitation import VALID_FOR, Invitation
from cms.base.people.invitations.inviting import invite
from cms.base.people.sharing import Share, shares_of
from cms.base.people.teams import Team, members_of, teams_run_by
from cms.base.public_forms.waiting import minutes_of, retry_after
from cms.base.readers.addresses import folded
from cms.base.throttling.attempts import Keys, begin, key_of


@dataclass(frozen=True)
class TeamRows:
    team: Team
    members: list[tuple[Any, str]]  # each with their role
    invitations: list[Invitation]
    shares: list[Share]


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    found = teams_run_by(request.user)
    if not found:
        raise PermissionDenied
    return render(request, "base/admin/people.html", {"teams": _rows(found)})


def _rows(found: list[Team]) -> list[TeamRows]:
    invitations = list(Invitation.objects.pending().filter(team__in=[team.key for team in found]).order_by("address"))
    shares, members = shares_of(found), members_of(found)
    return [
        TeamRows(
            team,
            [
                (user, _("Administrator of the team") if team.is_run_by(user) else team.role)
                for user in members[team.key]
            ],
            [each for each in invitations if each.team == team.key],
            [each for each in shares if each.team.key == team.key],
        )
        for team in found
    ]


def team_for(request: HttpRequest, key: str) -> Team:
    """Raises 403 even for a team that does not exist, so that strangers learn nothing."""
    team = next((team for team in teams_run_by(request.user) if team.key == key), None)
    if team is None:
        raise PermissionDenied
    return team


def invite_person(request: HttpRequest, key: str) -> HttpResponse:
    team = team_for(request, key)
    initial = {"language": _language_for(team, request.user)}
    form = InviteForm(request.POST or None, initial=initial, team=team, may_appoint=is_coordinator(request.user))
    status, wait = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            wait = begin(_keys(request.user, data["email"]))
            if not wait:
                invite(team, data["email"], data["language"], request.user, data.get("as_administrator", False))
                messages.success(request, _("%(address)s was invited.") % {"address": data["email"]})
                return redirect("people")
            status = 429
            form.add_error(None, _too_many(minutes_of(wait)))
    context = {"form": form, "team": team, "days": VALID_FOR.days}
    response = render(request, "base/admin/people_invite.html", context, status=status)
    return retry_after(response, wait) if wait else response


def _language_for(team: Team, user: Any) -> str:
    """The language of most current members."""
    profiles = UserProfile.objects.filter(user__in=team.members()).exclude(preferred_language="")
    languages = Counter(profiles.values_list("preferred_language", flat=True))
    return languages.most_common(1)[0][0] if languages else team.language or admin_language(user)


def _too_many(minutes: int) -> str:
    text = _("Many invitations were sent just now. Wait %(minutes)d min, then try again.")
    return text % {"minutes": minutes}


def _keys(user: Any, address: str) -> Keys:
    """The keys that limit mails to one address and mails by one user: nobody is flooded or mails a whole list."""
    return {
        "pair": key_of("invite", "address", folded(address)),
        "network": key_of("invite", "by", str(user.pk)),
    }


@require_POST
def change_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Resends it with a new link, or withdraws it."""
    invitation = get_object_or_404(Invitation.objects.pending(), pk=pk)
    team = team_for(request, invitation.team)
    about = {"address": invitation.address}
    if request.POST.get("action") == "withdraw":
        invitation.delete()
        messages.success(request, _("The invitation of %(address)s was withdrawn.") % about)
    elif invitation.as_administrator and not is_coordinator(request.user):
        raise PermissionDenied
    elif wait := begin(_keys(request.user, invitation.address)):
        messages.error(request, _too_many(minutes_of(wait)))
    else:
        invite(team, invitation.address, invitation.language, request.user, invitation.as_administrator)
        messages.success(request, _("%(address)s was invited again, with a new link.") % about)
    return redirect("people")
