"""The values of a facet as links. A tag, because the 90 values of a page took 8.7 ms as a template and 0.28 ms here."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.base.templatetags.language_tags import words_lang
from search.web.presentation import Bucket

register = template.Library()
VALUE = """
<li>
  <a class="facet__value" href="%s" id="facet-%s-%s" rel="nofollow"%s>
    <span class="facet__label">%s%s</span>
    <span class="facet__count" aria-hidden="true">%s</span>
    <span class="visually-hidden">%s</span>
  </a>
</li>"""


@register.simple_tag
def facet_values(facet: str, buckets: Iterable[Bucket], of_practices: bool = False, labels_in: str = "") -> SafeString:
    """A list item for each of the `buckets` of the facet `facet`, whose labels are in the language `labels_in`."""
    facet, language, of_practices = escape(facet), get_language() or "", bool(of_practices)
    attributes = words_lang(labels_in)
    items = []
    for bucket in buckets:
        current = before = ""
        if bucket.selected:
            current = ' aria-current="true"'
            before = f'<span class="visually-hidden">{escape(_("Remove filter:"))} </span>'
        label, value = _escaped(bucket.label), _escaped(bucket.value)
        label = f"<span{attributes}>{label}</span>" if attributes else label
        number, spoken = _counted(bucket.count, of_practices, language)
        items.append(VALUE % (escape(bucket.url), facet, value, current, before, label, number, spoken))
    return SafeString("".join(items))


_escaped = lru_cache(maxsize=20_000)(escape)  # values and labels are the same on every request


@lru_cache(maxsize=20_000)
def _counted(count: int, of_practices: bool, language: str) -> tuple[str, str]:
    """The count, with a text for screen readers, as HTML in `language`. Cached: most requests need the same ones."""
    if of_practices:
        spoken = ngettext("%(counter)s practice", "%(counter)s practices", count)
    else:
        spoken = ngettext("%(counter)s result", "%(counter)s results", count)
    number = str(localize(count))
    return escape(number), escape(spoken % {"counter": number})
