"""Forms of the page *People* in the admin."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.base.people.fields import PersonField
from cms.base.people.teams import Team, teams
from cms.base.public_forms.fields import AddressField


class InviteForm(forms.Form):
    email = AddressField(label=_("E-mail address"))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.WAGTAILADMIN_PERMITTED_LANGUAGES,
        help_text=_("Of the mail, and of the admin for them. They can change it."),
    )
    as_administrator = forms.BooleanField(
        label=_("Administrator of the team"),
        required=False,
        help_text=_("Invites colleagues, ends their access and shares practices."),
    )

    def __init__(self, *args: Any, team: Team, may_appoint: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the field says itself is for visitors, about their own address.
        self.fields["email"].error_messages["required"] = forms.Field.default_error_messages["required"]
        self.team = team
        if not may_appoint or not team.administrators:
            del self.fields["as_administrator"]

    def clean_email(self) -> str:
        """Reveals who is in the team, which the inviting user knows, but not who else has an account."""
        address = self.cleaned_data["email"]
        if self.team.members().filter(email__iexact=address).exists():
            raise ValidationError(_("Somebody with this e-mail address is already in the team."))
        return str(address)


class HandOverForm(forms.Form):
    heir = PersonField(label=_("Hand over to"), queryset=None)

    def __init__(self, team: Team, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heir"].queryset = team.members().exclude(pk=user.pk)  # type: ignore[attr-defined]


class ColleagueField(PersonField):
    """Distinguishes people of the same name by their organisation."""

    organisations: dict[int, str]  # by group id

    def label_from_instance(self, user: Any) -> str:
        names = sorted({self.organisations[each.pk] for each in user.groups.all() if each.pk in self.organisations})
        return f"{super().label_from_instance(user)} ({', '.join(names)})"


class ShareForm(forms.Form):
    page = forms.ModelChoiceField(label=_("Practice"), queryset=None)
    user = ColleagueField(
        label=_("With"), queryset=None, help_text=_("They may read and edit it, and submit it for review.")
    )

    def __init__(self, pages: QuerySet[Page], team: Team, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = pages  # type: ignore[attr-defined]
        others = {other.group.pk: other.name for other in teams() if other.administrators and other.key != team.key}
        self.fields["user"].organisations = others  # type: ignore[attr-defined]
        self.fields["user"].queryset = _colleagues(team, others)  # type: ignore[attr-defined]


def _colleagues(team: Team, others: Iterable[int]) -> QuerySet:
    """Members of other teams that have administrators (other partners), with their groups."""
    users = get_user_model()._default_manager.filter(groups__in=others, is_active=True)
    found = users.exclude(groups=team.group).distinct().order_by("first_name", "last_name", "username")
    return found.prefetch_related("groups")
