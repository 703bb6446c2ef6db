"""Meetings as schema.org data. The link to join is for members: online meetings are located at their page."""

from datetime import datetime

from django.http import HttpRequest

from cms.base.display.structured_data import Node, language_of, structured_data, thing, web_page
from cms.base.sharing.pictures import shared_picture
from home.meetings.details import MeetingDetails, PageLink
from home.meetings.index_page import MeetingIndexPage
from home.meetings.meeting_page import Attendance, MeetingPage

MODES = {
    Attendance.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Attendance.ONSITE: "https://schema.org/OfflineEventAttendanceMode",
    Attendance.MIXED: "https://schema.org/MixedEventAttendanceMode",
}


@structured_data.register
def event(page: MeetingPage, request: HttpRequest, url: str, publisher: Node) -> Node:
    original, period = page.original, page.period
    details = MeetingDetails.of(page, request)
    return thing(
        "Event",
        **{"@id": url},
        mainEntityOfPage=url,
        url=url,
        name=page.title,
        description=page.summary,
        inLanguage=language_of(page),
        startDate=(period.first_day.isoformat() if period.is_all_day else _iso(period.starts)) if period else "",
        endDate=(period.last_day.isoformat() if period.is_all_day else _iso(period.ends)) if period else "",
        eventStatus="https://schema.org/EventScheduled",
        eventAttendanceMode=MODES[Attendance(original.attendance)],
        location=_locations(page, url),
        organizer=_organisation(details.host) if details.host else publisher,
        contributor=[_organisation(partner) for partner in details.participants],
        maximumAttendeeCapacity=original.places if original.registration_is_open else None,
        image=shared_picture(original.image, request),
    )


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="minutes") if moment else ""


def _locations(page: MeetingPage, url: str) -> list[Node]:
    places = []
    if page.is_onsite:
        address = page.original.address or page.place_label
        places.append(thing("Place", name=page.place_label, address=address))
    if page.is_online:
        places.append(thing("VirtualLocation", url=url))
    return places


def _organisation(partner: PageLink) -> Node:
    return thing("Organization", name=partner.title, url=partner.full_url)


@structured_data.register
def meetings(page: MeetingIndexPage, request: HttpRequest, url: str, publisher: Node) -> Node:
    return web_page(page, url, "CollectionPage")
