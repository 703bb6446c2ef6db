from datetime import date
from typing import Any
from uuid import uuid4

from cms.base.signals import announced_once
from cms.base.translation.seeding import add_page
from home.models import MeetingIndexPage, MeetingPage


@announced_once()
def make_meeting(language: str = "en", live: bool = True, **values: Any) -> MeetingPage:
    """A meeting in 2031, online, with whole days, unless `values` say otherwise."""
    index = MeetingIndexPage.objects.get(locale__language_code=language)
    page = MeetingPage(locale=index.locale, live=live)
    facts = {"title": f"Meeting {uuid4().hex[:8]}", "summary": "What it is about.", "first_day": date(2031, 5, 9)}
    for name, value in {**facts, **values}.items():
        setattr(page, name, value)
    add_page(index, page)
    return MeetingPage.objects.get(pk=page.pk)
