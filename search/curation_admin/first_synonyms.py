"""The synonyms that a new site starts with, as used by people who teach migrants. Editors may change all of them.

Untranslated content is mostly in the site's default language, so that language's words find it for readers of another.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.dispatch import receiver

from cms.base.i18n.language_codes import base_language
from cms.base.languages import content_languages
from cms.base.signals import site_begun
from search.models import SearchClock, SynonymGroup

DATA = Path(__file__).parent / "first_synonyms.json"  # [{language: terms, separated by commas}], one per concept


@receiver(site_begun)
def add_first_synonyms(**kwargs: Any) -> None:
    codes = [code for code, _name in content_languages()]
    concepts = json.loads(DATA.read_text(encoding="utf-8"))
    SynonymGroup.objects.bulk_create(group for concept in concepts for group in _groups(concept, codes))
    SearchClock.tick()


def _groups(concept: dict[str, str], codes: list[str]) -> Iterator[SynonymGroup]:
    """A group for the readers of each of the languages `codes`, of which the first is the default."""
    by_code = {code: concept[base_language(code)].split(", ") for code in codes if base_language(code) in concept}
    default = by_code.get(codes[0], [])
    for code, own in by_code.items():
        group = SynonymGroup(language=code, terms="\n".join([*own, *default]))
        if len(terms := group.as_list()) > 1:
            group.terms = "\n".join(terms)
            yield group
