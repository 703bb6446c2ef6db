"""The practice form, in the order in which people tell what they do.

Texts and facts on one subject are together. It is one long page, easy to navigate with Wagtail's outline and
collapsible panels, so that nothing is forgotten on an unopened tab. A translation has no facts, so panels with only
facts are not shown there.
"""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from practices.curation.form.examples import help_for
from practices.curation.form.forms import PracticeForm
from practices.curation.form.needs import StillMissing
from practices.curation.form.similar import SimilarPractices
from practices.facts import ConceptsField, FactInlinePanel, FactsNote
from practices.repository.practice import PracticePage


def counted(name: str) -> dict[str, Any]:
    """Attributes that make the form count the length of the text."""
    limit: Any = PracticePage.limit_of(name)
    values = {"most": limit.most, "unit": limit.unit, "text": lazy(limit.so_far, str)()}
    return {"data-controller": "count", **{f"data-count-{key}-value": value for key, value in values.items()}}


def field(name: str, **options: Any) -> FieldPanel:
    """The panel of the field `name`, with its help text."""
    if isinstance(PracticePage._meta.get_field(name), ConceptsField):
        # A required many-to-many would prevent saving even a draft: it is required when the page is published.
        options["required_on_save"] = False
    return FieldPanel(name, help_text=help_for(name), **options)


def row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([field(name) for name in names])


def part(heading: Any, *panels: Panel | str) -> MultiFieldPanel:
    return MultiFieldPanel([field(each) if isinstance(each, str) else each for each in panels], heading=heading)


story = [
    FactsNote(),
    TitleFieldPanel("title", widget=AdminAutoHeightTextInput, help_text=help_for("title"), attrs=counted("title")),
    SimilarPractices(),
    StillMissing(heading=_("Before it can be published")),
    part(_("In short"), field("summary", attrs=counted("summary"))),
    part(
        _("Where, when and by whom"),
        "countries",
        "area",
        row("start_year", "end_year", "ongoing"),
        "organisations",
    ),
    part(_("For whom"), "target_groups", row("group_min", "group_max"), row("level_from", "level_to")),
    part(_("The need"), "context"),
    part(_("What is done"), "activities", "skill_types", "methods", "learning_settings"),
    part(_("What it takes"), "resources", "cost", "materials", "funding"),
    part(_("Results"), field("result", attrs=counted("result")), "results", "evidence_level"),
    part(_("Lessons and transfer"), "constraints", "lessons", "transfer", "audiences"),
    part(_("Picture"), "image", field("image_alt", attrs=counted("image_alt"))),
    FactInlinePanel("links", heading=_("Links"), label=_("Link")),
    FactInlinePanel("files", heading=_("Files"), label=_("File")),
    FactInlinePanel(
        "credits",
        heading=_("Who has contributed"),
        label=_("Contribution"),
        help_text=_("People are named on the page only if they have agreed."),
    ),
    part(_("Contact and rights"), "contact_name", "contact_email", "contact_consent", "licence"),
    part(
        pgettext_lazy("where it is from", "Source"),
        "source_report",
        "source_url",
        "adapted_from",
        "review_date",
        "external_id",
        FieldPanel("is_demo", permission="superuser"),
    ),
]

PracticePage.edit_handler = TabbedInterface(
    [
        ObjectList(story, heading=_("Practice")),
        ObjectList(PracticePage.promote_panels, heading=_("Promote")),
        ObjectList(PracticePage.settings_panels, heading=_("Settings")),
    ],
    base_form_class=PracticeForm,
)
