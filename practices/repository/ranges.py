"""Facts with a beginning and an end, as a reader puts them: "2012–2015", "8–12 people", "from A2"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.repository.practice import PracticePage


def period(original: PracticePage) -> str:
    """The period as text, for instance "2012–2015", "since 2012", "until 2015"; empty if nothing is known."""
    start, end = original.start_year, original.end_year
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("since %(year)s") % {"year": start} if original.ongoing else str(start)
    if end:
        return _("until %(year)s") % {"year": end}
    return _("ongoing") if original.ongoing else ""


def group_size(original: PracticePage) -> str:
    """The group size as text, for instance "8–12 people", "in pairs"; empty if it is not known."""
    least, most = original.group_min, original.group_max
    if least and most and least != most:
        text = ngettext("%(least)d–%(most)d person", "%(least)d–%(most)d people", most)
    elif least and most:
        named = {1: _("one to one"), 2: _("in pairs")}
        text = named.get(most) or ngettext("%(most)d person", "%(most)d people", most)
    elif most:
        text = ngettext("up to %(most)d person", "up to %(most)d people", most)
    else:
        text = ngettext("at least %(least)d person", "at least %(least)d people", least) if least else ""
    return text % {"least": least, "most": most}


def language_level(original: PracticePage) -> str:
    """The level as text, for instance "A1–B1", "from A2", "up to B1"; empty if it is not known."""
    lowest, highest = original.get_level_from_display(), original.get_level_to_display()
    if lowest and highest:
        return lowest if lowest == highest else f"{lowest}–{highest}"
    if lowest:
        return _("from %(level)s") % {"level": lowest}
    return _("up to %(level)s") % {"level": highest} if highest else ""
