"""Terms of the vocabulary."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from practices.exchange.vocabulary.model import values_of
from practices.models import Concept, TermsImport
from tests.base.admin import fresh
from tests.factories import make_practice
from tests.permissions.actions.action import Action
from tests.permissions.roles import COORDINATORS
from tests.practices.exchange.files import xlsx


def delete_term(client: Client, term: Concept) -> bool:
    client.post(reverse("wagtailsnippets_practices_concept:delete", args=[term.pk]))
    return not Concept.objects.filter(pk=term.pk).exists()


def with_another(client: Client, term: Concept, action: str) -> int:
    other = Concept.objects.create(scheme=term.scheme, slug="another", labels={"en": "Another"})
    return client.post(reverse(f"term_{action}", args=[term.pk]), {"other": other.pk}).status_code


def merge_terms(client: Client, term: Concept) -> bool:
    with_another(client, term, "merge")
    return not Concept.objects.filter(pk=term.pk).exists()


def replace_term(client: Client, term: Concept) -> bool:
    page = make_practice("nl")
    page.methods.add(term)
    page.save()
    with_another(client, term, "replace")
    return not fresh(page).methods.filter(pk=term.pk).exists()


def retire_term(client: Client, term: Concept) -> bool:
    client.post(reverse("term_retire", args=[term.pk]))
    term.refresh_from_db()
    return bool(term.is_retired)


def import_terms(client: Client, term: Concept) -> bool:
    file = SimpleUploadedFile("a.xlsx", xlsx([["scheme", "slug", "labels_en"], [term.scheme, term.slug, "Imported"]]))
    shown = client.post(reverse("import_vocabulary"), {"file": file}).content.decode()
    if found := re.search(r'name="contents" value="([^"]+)"', shown):
        client.post(reverse("import_vocabulary"), {"contents": found[1]})
    return Concept.objects.get(pk=term.pk).labels["en"] == "Imported"


def undo_import(client: Client, term: Concept) -> bool:
    run = TermsImport.objects.create(file_name="a.xlsx")
    now = values_of(Concept.objects.get(pk=term.pk))
    run.terms.create(term=term, title="A", is_new=False, before={**now, "standard": "Before"}, after=now)
    client.post(reverse("undo_vocabulary_import", args=[run.pk]))
    return Concept.objects.get(pk=term.pk).standard == "Before"


def reorder(client: Client, term: Concept) -> bool:
    """To the top of its vocabulary."""
    Concept.objects.filter(pk=term.pk).update(position=1000)
    client.post(reverse("wagtailsnippets_practices_concept:reorder", args=[term.pk]) + "?position=0")
    term.refresh_from_db()
    return term.position == 0


ACTIONS = [
    Action("A term", "delete", lambda c, w, run: delete_term(c, w.term), COORDINATORS),
    Action("A term", "merge", lambda c, w, run: merge_terms(c, w.term), COORDINATORS),
    Action("A term", "replace", lambda c, w, run: replace_term(c, w.term), COORDINATORS),
    Action("A term", "move up", lambda c, w, run: reorder(c, w.term), COORDINATORS),
    Action("A term", "retire", lambda c, w, run: retire_term(c, w.term), COORDINATORS),
    Action("A term", "import", lambda c, w, run: import_terms(c, w.term), COORDINATORS),
    Action("A term", "undo an import", lambda c, w, run: undo_import(c, w.term), COORDINATORS),
]
