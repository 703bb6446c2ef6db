"""The practice form: words on the first tab, facts on the second."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface

from practices.facts import FactInlinePanel, FactsNote
from practices.repository.choices import MEANINGS
from practices.repository.practice import PracticePage
from practices.repository.sections import SECTIONS

# A required many-to-many would prevent saving even a draft, so it is only required when the page is published.
required_concepts = {"required_on_save": False}
legend = format_lazy(
    " ".join(["“{}”: {}"] * len(MEANINGS)), *(text for level in MEANINGS for text in (level.label, MEANINGS[level]))
)

words = [
    *PracticePage.content_panels,
    FieldPanel("summary"),
    FieldPanel("result"),
    MultiFieldPanel([FieldPanel(name) for name in SECTIONS], heading=_("Description")),
    MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
]
facts = [
    FactsNote(),
    MultiFieldPanel(
        [
            FieldPanel("countries", **required_concepts),
            FieldPanel("area"),
            FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year"), FieldPanel("ongoing")]),
            FieldPanel("organisations"),
        ],
        heading=_("Where, when and who"),
    ),
    MultiFieldPanel(
        [FieldPanel("target_groups", **required_concepts), FieldPanel("audiences")],
        heading=_("For whom"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("skill_types", **required_concepts),
            FieldPanel("methods", **required_concepts),
            FieldPanel("learning_settings"),
        ],
        heading=_("What and how"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("cost"),
            FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max")]),
            FieldRowPanel([FieldPanel("level_from"), FieldPanel("level_to")]),
            FieldPanel("materials"),
        ],
        heading=_("What it takes"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("evidence_level", help_text=legend),
            FieldPanel("funding"),
            FieldPanel("licence"),
            FieldPanel("review_date"),
        ],
        heading=_("Quality and rights"),
    ),
    MultiFieldPanel(
        [FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("contact_consent")],
        heading=_("Contact"),
    ),
    MultiFieldPanel(
        [FieldPanel("source_report"), FieldPanel("source_url"), FieldPanel("is_demo", permission="superuser")],
        heading=pgettext_lazy("where it is from", "Source"),
    ),
    FactInlinePanel(
        "credits",
        heading=_("Who has contributed"),
        label=_("Contribution"),
        help_text=_("People are named on the page only if they have agreed."),
    ),
    FactInlinePanel("links", heading=_("Links"), label=_("Link")),
    FactInlinePanel("files", heading=_("Files"), label=_("File")),
]

PracticePage.edit_handler = TabbedInterface(
    [
        ObjectList(words, heading=pgettext_lazy("tab of a form", "Words")),
        ObjectList(facts, heading=_("Facts")),
        ObjectList(PracticePage.promote_panels, heading=_("Promote")),
        ObjectList(PracticePage.settings_panels, heading=_("Settings")),
    ]
)
