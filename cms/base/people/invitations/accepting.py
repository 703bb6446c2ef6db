"""The page that an invitation links to. Opening it changes nothing; its form does, once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.debug import sensitive_post_parameters

from cms.base.people.invitations.invitation import Invitation
from cms.base.people.invitations.inviting import accept, account_of, is_closed, new_account
from cms.base.people.teams import Team, may_invite, team_named
from cms.base.people.terms import TermsField, agree, must_agree, terms
from cms.base.readers.personal_views import language_to_show, personal


class JoinForm(forms.Form):
    """For people with an account. Has `agrees` only if there are terms that they have not yet agreed to."""

    def __init__(self, account: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if must_agree(account):
            self.fields["agrees"] = TermsField()


class NewAccountForm(SetPasswordForm):
    first_name = forms.CharField(
        label=gettext_lazy("First name"), max_length=150, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=gettext_lazy("Last name"), max_length=150, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    field_order = ["first_name", "last_name", "new_password1", "new_password2"]

    def __init__(self, account: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(account, *args, **kwargs)
        # An account that is new has no former password.
        labels = {"new_password1": gettext_lazy("Password"), "new_password2": gettext_lazy("Password again")}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""  # the rules are shown once
            self.fields[name].widget.attrs["aria-describedby"] = "id_new_password1_helptext"
        if must_agree(account):
            self.fields["agrees"] = TermsField()

    def clean_last_name(self) -> str:
        """Sets the name before the passwords are validated, because they must not resemble it."""
        self.user.first_name = self.cleaned_data.get("first_name", "")
        self.user.last_name = self.cleaned_data["last_name"]
        return str(self.user.last_name)


@sensitive_post_parameters("new_password1", "new_password2")
@personal
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Responds with 410 to a link that is used, expired, replaced or not ours, and with 422 to invalid input.

    An invitation holds only as long as its sender may still invite.
    """
    invitation = Invitation.objects.with_token(token).select_related("invited_by").first()
    if invitation is None:
        return _show(request, None, "gone", status=410)
    with override(language_to_show(request, invitation.language)):
        team = team_named(invitation.team)
        if team is None:
            return _show(request, None, "gone", status=410)
        if invitation.accepted:
            status = 200 if "welcome" in request.GET else 410
            return _show(request, invitation, "accepted", status=status, account=account_of(invitation))
        if invitation.is_expired:
            return _show(request, invitation, "late", status=410)
        sender = invitation.invited_by
        if sender is None or not may_invite(sender, invitation.team, invitation.as_administrator):
            return _show(request, None, "gone", status=410)
        return _answer(request, invitation, team)


def _answer(request: HttpRequest, invitation: Invitation, team: Team) -> HttpResponse:
    account = account_of(invitation)
    if account and is_closed(account):
        return _show(request, invitation, "closed", status=403)
    joins = bool(account and account.is_active)
    account = account if joins else new_account(invitation)
    data = request.POST if request.method == "POST" else None
    form = JoinForm(account, data) if joins else NewAccountForm(account, data)
    if data is None or not form.is_valid():
        context = {"form": form, "team": team, "joins": joins, "account": account, "terms": terms()}
        if not joins:
            context["rules"] = password_validators_help_texts()
        return _show(request, invitation, "form", status=422 if form.errors else 200, **context)
    try:
        with transaction.atomic():
            if not joins:
                account.set_password(form.cleaned_data["new_password1"])
            is_accepted = accept(invitation, team, account)
            if is_accepted:
                agree(account)
    except IntegrityError:
        if account_of(invitation) is None:
            raise
        return redirect(request.path)  # another invitation has just created the account: it joins this team as well
    if is_accepted and not joins:
        # The link reached their address, is used up, and they have just chosen the password. People who already have an
        # account must sign in: access to their mail is not enough.
        login(request, account)
        names = {"name": account.get_full_name(), "team": team.name}
        messages.success(
            request,
            _("Welcome, %(name)s. You belong to the team “%(team)s” now. In the menu “Help” you find how to begin.")
            % names,
        )
        return redirect("wagtailadmin_home")
    return redirect(f"{request.path}?welcome")


def _show(
    request: HttpRequest, invitation: Invitation | None, state: str, status: int = 200, **context: Any
) -> HttpResponse:
    """The page for `state`; see the template for what each says."""
    with override(language_to_show(request, invitation.language if invitation else None)):
        headings = {
            "form": _("Invitation"),
            "accepted": _("You have accepted this invitation"),
            "late": _("This link is no longer valid"),
            "closed": _("This account is closed"),
            "gone": _("This link does not work"),
        }
        context |= {"invitation": invitation, "state": state, "heading": headings[state]}
        return render(request, "pages/invitation.html", context, status=status)
