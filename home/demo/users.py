"""Demonstration accounts: one for each role, or one per language or partner where the role depends on it."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from cms.base.access.roles import COORDINATORS, translators_key
from cms.base.i18n.catalogues import interface_language
from cms.base.translation.seeding import seed_key
from practices.models import PartnerPage

PASSWORD = "new-times-demo"  # noqa: S105 (printed at every start: for demonstration only)


@dataclass(frozen=True)
class Login:
    username: str
    role: str
    language: str  # this user's admin language


def logins(languages: list[str]) -> list[Login]:
    """All demonstration accounts. The administrator and the coordinator use the first language."""
    first = languages[0]
    partners = {"kpmpc": "lt", "csci": "it", "prometeo": "it", "nl": "nl", "es": "es"}
    return [
        Login("admin", "administrator", first),
        Login("coordinator", "coordinator", first),
        *(
            Login(f"partner-{code}", f"editor of partner {code}", language if language in languages else first)
            for code, language in partners.items()
        ),
        *(
            Login(f"translator-{code}", f"translator into {code}", interface_language(code))
            for code in languages
            if code != first
        ),
    ]


def load_users(locales: dict[str, Locale]) -> None:
    """Adds missing accounts; existing ones keep their passwords and groups."""
    user_model = get_user_model()
    password = make_password(PASSWORD)  # once, because hashing is deliberately slow
    for login in logins(list(locales)):
        user, is_new = user_model.objects.get_or_create(
            username=login.username,
            defaults={
                "email": f"{login.username}@example.org",
                "first_name": login.role.capitalize(),  # the account form requires a name
                "last_name": "(demo)",
                "is_superuser": login.username == "admin",
                "password": password,
            },
        )
        if is_new:
            user.groups.add(*_groups(login))
            UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": login.language})


def _groups(login: Login) -> list[Group]:
    if login.username == "coordinator":
        return list(Group.objects.filter(role__key=COORDINATORS))
    role, _, code = login.username.partition("-")
    if role == "partner":
        page = PartnerPage.objects.get(translation_key=seed_key("partner", code), original_page=None)
        return [page.editors] if page.editors else []
    if role == "translator":
        return list(Group.objects.filter(role__key=translators_key(code)))
    return []
