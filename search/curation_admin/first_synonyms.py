"""The synonyms that a new site begins with, as those who teach migrants use them. Editors may change all of them.

What is not translated can be read in its own language and in most cases in the site's default language: the words of
that one find it for readers of another.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.dispatch import receiver

from cms.base.language_codes import base_language
from cms.base.languages import content_languages
from cms.base.signals import site_begun
from search.models import SearchClock, SynonymGroup

DATA = Path(__file__).parent / "first_synonyms.json"  # [{language: terms, separated by commas}], one for each concept


@receiver(site_begun)
def add_first_synonyms(**kwargs: Any) -> None:
    codes = [code for code, _name in content_languages()]
    concepts = json.loads(DATA.read_text(encoding="utf-8"))
    SynonymGroup.objects.bulk_create(group for concept in concepts for group in _groups(concept, codes))
    SearchClock.tick()


def _groups(concept: dict[str, str], codes: list[str]) -> Iterator[SynonymGroup]:
    """One for the readers of each of the languages `codes`, of which the first is the default."""
    by_code = {code: concept[base_language(code)].split(", ") for code in codes if base_language(code) in concept}
    default = by_code.get(codes[0], [])
    for code, own in by_code.items():
        group = SynonymGroup(language=code, terms="\n".join([*own, *default]))
        if len(terms := group.as_list()) > 1:
            group.terms = "\n".join(terms)
            yield group
