"""Coordinators may edit the glossary; translators add the terms in their language at the desk."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from cms.base.access.roles import COORDINATORS, role_ensured
from cms.base.translation.desk.kinds import register
from cms.base.translation.desk.per_language import PerLanguageKind
from cms.base.translation.glossary.model import GlossaryTerm

register(PerLanguageKind("glossary", _("Glossary"), GlossaryTerm, ["words"]))


@receiver(role_ensured)
def coordinators_keep_the_glossary(key: str, group: Group, **kwargs: Any) -> None:
    if key == COORDINATORS:
        mine = Permission.objects.filter(content_type__app_label="base", content_type__model="glossaryterm")
        group.permissions.add(*mine)
