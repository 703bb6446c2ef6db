"""The form of a meeting: words on the first tab, facts on the second, registration on the third.

Words that belong to a fact, such as the place to its address, are beside it.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from home.meetings.form import MeetingForm
from home.meetings.meeting_page import MeetingPage
from practices.facts import FactInlinePanel, FactsNote

words = [
    *MeetingPage.content_panels,
    FieldPanel("summary"),
    FieldPanel("agenda"),
    FieldPanel("report"),
]
facts = [
    FactsNote(),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("first_day"), FieldPanel("start_time")]),
            FieldRowPanel([FieldPanel("last_day"), FieldPanel("end_time")]),
            FieldPanel("time_zone"),
        ],
        heading=_("When"),
    ),
    MultiFieldPanel(
        [FieldPanel("attendance"), FieldPanel("place"), FieldPanel("address"), FieldPanel("join_url")],
        heading=_("Where"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("host", widget=forms.Select),
            FieldPanel("participants", widget=forms.CheckboxSelectMultiple),
        ],
        heading=_("Who"),
    ),
    MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
    FactInlinePanel("members_documents", heading=_("Minutes and documents, for members only"), label=_("Document")),
    FieldPanel("is_demo", permission="superuser"),
]
registration = [
    FieldPanel("registration_is_open"),
    FieldPanel("consent_wording"),
    FieldRowPanel([FieldPanel("registration_until"), FieldPanel("places")]),
    FieldPanel("registrations_kept_days"),
]

MeetingPage.edit_handler = TabbedInterface(
    [
        ObjectList(words, heading=pgettext_lazy("tab of a form", "Words")),
        ObjectList(facts, heading=_("Facts")),
        ObjectList(registration, heading=_("Registration")),
        ObjectList(MeetingPage.promote_panels, heading=_("Promote")),
        ObjectList(MeetingPage.settings_panels, heading=_("Settings")),
    ],
    base_form_class=MeetingForm,
)
