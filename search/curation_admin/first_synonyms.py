"""The synonyms that a new site begins with, as those who teach migrants use them. Editors may change all of them."""

import json
from pathlib import Path
from typing import Any

from django.dispatch import receiver

from cms.base.language_codes import base_language
from cms.base.languages import content_languages
from cms.base.signals import site_begun
from search.models import SearchClock, SynonymGroup

DATA = Path(__file__).parent / "first_synonyms.json"  # {language: [terms, separated by commas]}


@receiver(site_begun)
def add_first_synonyms(**kwargs: Any) -> None:
    known = json.loads(DATA.read_text(encoding="utf-8"))
    SynonymGroup.objects.bulk_create(
        SynonymGroup(language=code, terms="\n".join(terms.split(", ")))
        for code, _name in content_languages()
        for terms in known.get(base_language(code), [])
    )
    SearchClock.tick()
