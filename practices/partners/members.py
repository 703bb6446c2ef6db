"""People who work for a partner are members of the project."""

from django.db.models import Q

from cms.base.access.members import member_groups
from practices.partners.page import PartnerPage


def _editors_of_partners() -> Q:
    return Q(pk__in=PartnerPage.objects.filter(editors__isnull=False).values("editors"))


member_groups.append(_editors_of_partners)
