"""What must be known about a picture before a page shows it: alternative text, author, consent."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.images import get_image_model


def missing_of_picture(page: Any) -> dict[str, Any]:
    """The errors for `image_alt` and `image` of a page that shows a picture.

    A page without alternative text copies the image's description, so that it gets translated with the page. What
    concerns the image itself is asked for once, on the original.
    """
    if not page.image:
        return {}
    errors: dict[str, Any] = {}
    page.image_alt = page.image_alt or page.image.description
    if not page.image_alt:
        errors["image_alt"] = ValidationError(_("Say what the picture shows, for people who cannot see it."))
    if not page.is_translation and (unsaid := unsaid_of(page.image)):
        errors["image"] = [ValidationError(text) for text in unsaid]
    return errors


def missing_of_blocks(page: Any) -> dict[str, ValidationError]:
    """The same for the pictures, galleries and cards among the blocks of its texts, by field: asked on the original.

    One error per field: the admin shows no second one above the blocks. The blocks themselves ask for alternative
    texts.
    """
    errors, model = {}, get_image_model()
    chosen = {
        field.name: keys
        for field in page._meta.concrete_fields
        if isinstance(field, StreamField)
        and (keys := {key for kind, key, *_ in field.extract_references(getattr(page, field.name)) if kind is model})
    }
    if not chosen or page.is_translation:
        return {}
    for name, keys in chosen.items():
        texts = [
            _("“%(picture)s”: %(reason)s") % {"picture": image.title, "reason": " ".join(unsaid)}
            for image in model.objects.filter(pk__in=keys).order_by("title", "pk")
            if (unsaid := unsaid_of(image))
        ]
        if texts:
            errors[name] = ValidationError(" ".join(texts))
    return errors


def unsaid_of(image: Any) -> list[str]:
    """What the image's own form still lacks, as sentences."""
    found = []
    if not image.credit:
        found.append(_("The name of its author (credit) is missing. Add it in the picture’s form."))
    if not image.people_shown:
        found.append(
            _("Say in the picture’s form whether people can be recognised and, if so, whether they have agreed.")
        )
    return found
