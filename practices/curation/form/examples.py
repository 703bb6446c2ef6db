"""Help texts of the form in addition to the model's, with examples as found in real practices."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from practices.repository.choices import MEANINGS
from practices.repository.practice import PracticePage

HELP: dict[str, Promise] = {
    "title": _("What it is called where it happens, so that others can find it: “The museum as a classroom”."),
    "summary": _(
        "Example: “Volunteers and newcomers cook together every Thursday. The newcomers practise the language, and "
        "both get to know the town. After a year, half of them go on to a language course.”"
    ),
    "countries": _("Where it is done. A practice may be at home in several countries."),
    "area": _("Example: “Kaunas and Jonava”."),
    "start_year": _("The year in which it began, such as 2016."),
    "end_year": _("Leave it empty if the practice is still running."),
    "target_groups": _("Who takes part in order to learn: only the groups that it is made for."),
    "context": _(
        "Example: “In our town, mothers with small children cannot come to evening courses, and nobody looks after the "
        "children in the meantime.”"
    ),
    "activities": _(
        "Example: “1. The school asks the parents when they have time. 2. A teacher and a mediator prepare ten "
        "meetings about everyday life. 3. …” You can paste from Word: a table becomes a list."
    ),
    "skill_types": _("What people are better at afterwards. Two to four say more than ten."),
    "methods": _("How it is done."),
    "learning_settings": _("Where people learn, such as a school, a library or a workplace."),
    "resources": _(
        "Example: “Two teachers for ten hours, a room with internet access, printed material in four languages.”"
    ),
    "cost": _("Write how the sum is made up if others have to plan it."),
    "group_max": _("With how many does it still work?"),
    "materials": _("Example: “Handbook for mentors (PDF, in Lithuanian)”."),
    "funding": _("Example: “Asylum, Migration and Integration Fund”."),
    "result": _("Numbers convince: how many, of how many, by when."),
    "results": _(
        "Example: “Of 48 participants, 31 passed the A2 examination. We know from the school’s register; we have not "
        "followed those who left.”"
    ),
    "constraints": _("Example: “Without public transport in the evening, people from the villages stayed away.”"),
    "lessons": _("Example: “Invite through people whom the families trust. Posters brought nobody.”"),
    "transfer": _("Example: “A school that opens in the afternoon, and one person who speaks the families’ language.”"),
    "audiences": _("This brings the practice to the colleagues who search for their own work."),
    "image": _(
        "You need the name of its author (credit), the consent of the people in it, and a sentence for people who "
        "cannot see it. You can upload it here, without leaving the form."
    ),
    "image_alt": _("Example: “Six women at sewing machines, a teacher points at a seam.”"),
    "contact_name": _("Somebody who answers questions from other countries."),
    "licence": _("What others may do with the text and the files of this practice."),
    "source_url": _("Where the report or the practice’s own website can be read."),
}
legend = format_lazy(
    " ".join(["{}"] * len(MEANINGS)),
    *(format_lazy(_("“{term}”: {meaning}"), term=level.label, meaning=MEANINGS[level]) for level in MEANINGS),
)


def help_for(name: str) -> str | Promise:
    """The model's help text for the field, followed by the one from here."""
    said = [HELP[name]] if name == "title" else [PracticePage._meta.get_field(name).help_text, HELP.get(name, "")]
    if name == "evidence_level":
        said.append(legend)
    return format_lazy(" ".join(["{}"] * len(said)), *said)
