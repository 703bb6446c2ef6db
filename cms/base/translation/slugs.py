"""The slug of a translation whose translator did not write one.

wagtail-localize would use the original's, and warn about a missing translation each time.
"""

from django.utils.text import slugify
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from cms.base.models.originals import record_of
from cms.base.publishing.reserved_slugs import free_slug
from cms.base.text import plain_text


def fill_slug(page: Page) -> None:
    """Derived from the translated title before the first publication; later that of `page`, so that its URL stays."""
    translation = record_of(page)
    if translation is None:
        return
    segments = {
        segment.context.path: segment
        for segment in translation.source.stringsegment_set.filter(context__path__in=("slug", "title")).select_related(
            "context"
        )
    }
    written = _written(page, segments)
    if "slug" not in segments or "slug" in written:
        return
    title = slugify(plain_text(written.get("title", "")))[:200].strip("-")
    slug = page.slug if page.first_published_at or not title else free_slug(title, page.get_parent(), page.pk)
    StringTranslation.objects.update_or_create(
        translation_of_id=segments["slug"].string_id,
        context_id=segments["slug"].context_id,
        locale_id=page.locale_id,
        defaults={"data": slug, "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE, "has_error": False},
    )


def _written(page: Page, segments: dict[str, StringSegment]) -> dict[str, str]:
    """The translator's texts, by path."""
    contexts = {segment.context_id: (path, segment.string_id) for path, segment in segments.items()}
    found = StringTranslation.objects.filter(context_id__in=contexts, locale_id=page.locale_id, has_error=False)
    return {
        contexts[each.context_id][0]: each.data
        for each in found
        if each.translation_of_id == contexts[each.context_id][1]
    }
