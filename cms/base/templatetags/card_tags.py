"""The card of a practice, or of another page that was found. A page of results has twenty of them: as a template, they
took longer than the search."""

from html import escape

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.base.cards import Card, shortened
from cms.base.languages import active_language, language_name
from cms.base.readers import for_reader

register = template.Library()
CARD = """\
<article class="card">{meta}
  <h3 class="card__title"{lang}>
    <a href="{url}"{hreflang}>{title}</a>
  </h3>{summary}{snippet}{terms}
</article>"""
META = """
  <p class="card__meta">{}
  </p>"""
BADGE = """
    <span class="badge">
      <span class="visually-hidden">{explanation}</span>
      <span{lang}>{language}</span>
    </span>"""
TERMS = """
  <p class="card__terms">
    <span class="visually-hidden">{explanation}</span>
    {terms}
  </p>"""


@register.simple_tag(name="card")
def render_card(card: Card, show_kind: bool = False, hides_partner: bool = False) -> SafeString:
    """`show_kind` also says whether it is a practice, news, a partner or a page.

    `hides_partner` leaves out what every card of the list would say.
    """
    # The language of the text is only told where it is not the page's.
    is_fallback = card.language != active_language()
    lang = f' lang="{escape(card.language)}"' if is_fallback else ""
    summary = card.summary_html or escape(shortened(card.summary))
    terms = escape(", ".join(card.facts))
    html = CARD.format(
        meta=_meta(card, show_kind, hides_partner, lang),
        lang=lang,
        url=escape(for_reader(card.url, card.language) if is_fallback else card.url),
        hreflang=f" href{lang.strip()}" if is_fallback else "",
        title=card.title_html or escape(card.title),
        summary=f'\n  <p class="card__summary"{lang}>{summary}</p>' if summary else "",
        snippet=f'\n  <p class="card__snippet"{lang}>{card.snippet_html}</p>' if card.snippet_html else "",
        terms=TERMS.format(explanation=escape(_("Target groups:")), terms=terms) if terms else "",
    )
    return SafeString(html)


def _meta(card: Card, show_kind: bool, hides_partner: bool, lang: str) -> str:
    """What stands above the title."""
    found = []
    if show_kind:
        found.append(f'\n    <span class="card__kind">{escape(str(card.kind_label))}</span>')
    if card.date:
        date = escape(date_format(card.date, "DATE_FORMAT"))
        found.append(f'\n    <time datetime="{card.date.isoformat()}">{date}</time>')
    if card.country_labels:
        found.append(f'\n    <span class="card__country">{escape(", ".join(card.country_labels))}</span>')
    if card.partner_label and not hides_partner:
        found.append(f"\n    <span>{escape(card.partner_label)}</span>")
    if lang:
        language = escape(language_name(card.language))
        found.append(BADGE.format(explanation=escape(_("Text in another language:")), lang=lang, language=language))
    return META.format("".join(found)) if found else ""
