from django.urls import re_path

from home.meetings.views import calendar

# Wagtail does not route paths with a dot.
urlpatterns = [re_path(r"^(?P<path>(?:[\w-]+/)+)calendar\.ics$", calendar, name="meeting_calendar")]
