"""An agenda: rows with a time and a title, and the days of a meeting of several days."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DateBlock, StreamBlock, StructBlock, TimeBlock


class AgendaItemBlock(StructBlock):
    time = TimeBlock(required=False, label=_("Time"))
    title = CharBlock(max_length=200, label=_("Title"))
    speaker = CharBlock(required=False, max_length=200, label=_("Speaker"))

    class Meta:
        icon = "list-ul"
        label = _("Item")


class AgendaBlock(StreamBlock):
    item = AgendaItemBlock()
    day = DateBlock(label=_("Day"), icon="date")
