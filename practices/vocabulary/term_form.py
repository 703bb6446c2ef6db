"""The form of a term."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.base.per_language.texts import in_language
from practices.vocabulary.concept import slug_of


class TermForm(WagtailAdminModelForm):
    """A new term gets its slug from its label, as an imported one does: few people know what a slug is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "How the term appears in URLs, the same in every language. Leave it empty to make it from the label."
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("slug") and "slug" not in self.errors:
            label = in_language(data.get("labels") or {}, settings.LANGUAGE_CODE)
            data["slug"] = slug_of(label)
            if not data["slug"]:
                self.add_error("slug", _("A term needs a slug: lower-case letters, digits and hyphens."))
        return data
