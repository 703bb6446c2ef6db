"""Who may see registrations: coordinators, administrators, and the editors of the host partner."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q

from cms.base.access.roles import COORDINATORS
from home.meetings.meeting_page import MeetingPage


def may_see_attendance(user: Any, meeting: MeetingPage) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    groups = Q(role__key=COORDINATORS)
    host = meeting.original.host
    if host is not None and (editors := host.original.editors_id):
        groups |= Q(pk=editors)
    return Group.objects.filter(groups, user=user).exists()
