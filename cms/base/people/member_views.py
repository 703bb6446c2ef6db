"""One member of a team: their open work, handing it over, ending their access; and sharing a page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_user_display_name

from cms.base.access.roles import is_coordinator
from cms.base.access.shares import SharedPage
from cms.base.people.admin_forms import HandOverForm, ShareForm
from cms.base.people.admin_views import team_for
from cms.base.people.leaving import appoint, end_access, hand_over, open_tasks
from cms.base.people.sharing import share
from cms.base.people.teams import Team, teams_run_by


def member(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Each button is an `action`."""
    team = team_for(request, key)
    user = get_object_or_404(team.members(), pk=pk)
    coordinates = is_coordinator(request.user)
    may_appoint = bool(team.administrators) and coordinates
    may_end = user != request.user and (coordinates or not team.is_run_by(user))
    form = HandOverForm(team, user)
    status = 200
    if request.method == "POST":
        action = request.POST.get("action", "")
        name = {"name": get_user_display_name(user)}
        if action == "hand_over":
            form = HandOverForm(team, user, request.POST)
            if form.is_valid():
                hand_over(team, user, form.cleaned_data["heir"])
                messages.success(request, _("The work of %(name)s has been handed over.") % name)
                return redirect("people_member", key, pk)
            status = 422
        elif action == "end" and may_end:
            return _end(request, team, user, name)
        elif action in ("appoint", "dismiss") and may_appoint:
            withdrawn = appoint(team, user, action == "appoint")
            messages.success(request, " ".join([_("Saved."), *_withdrawn(withdrawn)]))
            return redirect("people_member", key, pk)
        else:
            raise PermissionDenied
    context = {
        "team": team,
        "member": user,
        "tasks": open_tasks(team, user),
        "form": form,
        "is_administrator": team.is_run_by(user),
        "may_appoint": may_appoint,
        "may_end": may_end,
    }
    return render(request, "base/admin/people_member.html", context, status=status)


def _end(request: HttpRequest, team: Team, user: Any, name: dict[str, str]) -> HttpResponse:
    left = end_access(team, user)
    if left.closed:
        text = _("%(name)s has left the team, and the account is closed: it was in no other.") % name
    else:
        text = _("%(name)s has left the team. The account is still in use elsewhere.") % name
    messages.success(request, " ".join([text, *_withdrawn(left.withdrawn)]))
    return redirect("people")


def _withdrawn(count: int) -> list[str]:
    """A sentence on withdrawn invitations, if there were any: people who are still wanted can be invited again."""
    text = ngettext(
        "%(count)d invitation that they had sent was withdrawn.",
        "%(count)d invitations that they had sent were withdrawn.",
        count,
    )
    return [text % {"count": count}] if count else []


def share_page(request: HttpRequest, key: str) -> HttpResponse:
    team = team_for(request, key)
    form = ShareForm(team.shareable(), team, request.POST or None)
    if request.method == "POST" and form.is_valid():
        page, user = form.cleaned_data["page"], form.cleaned_data["user"]
        share(page, user, request.user)
        about = {"title": page.get_admin_display_title(), "name": get_user_display_name(user)}
        messages.success(request, _("“%(title)s” is shared with %(name)s.") % about)
        return redirect("people")
    status = 422 if form.errors else 200
    return render(request, "base/admin/people_share.html", {"form": form, "team": team}, status=status)


@require_POST
def revoke_share(request: HttpRequest, pk: int) -> HttpResponse:
    grant = get_object_or_404(SharedPage, pk=pk)
    found = teams_run_by(request.user)
    if not any(team.shareable().filter(translation_key=grant.key).exists() for team in found):
        raise PermissionDenied
    grant.delete()
    messages.success(request, _("The practice is no longer shared."))
    return redirect("people")
