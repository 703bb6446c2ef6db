"""The attendance list in the admin: its URLs, and a button for those who may see it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from home.meetings.meeting_page import MeetingPage
from home.meetings.registration.access import may_see_attendance
from home.meetings.registration.attendance import attendance, attendance_csv, delete_registration


@hooks.register("register_admin_urls")
def attendance_urls() -> list[URLPattern]:
    return [
        path("meetings/<uuid:key>/attendance/", attendance, name="attendance"),
        path("meetings/<uuid:key>/attendance/<int:pk>/delete/", delete_registration, name="delete_registration"),
        path("meetings/<uuid:key>/attendance.csv", attendance_csv, name="attendance_csv"),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def attendance_button(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    if isinstance(page, MeetingPage) and may_see_attendance(user, page):
        url = reverse("attendance", args=[page.translation_key])
        yield Button(_("Attendance list"), url, icon_name="group", priority=60)
