"""What reading cells requires: the vocabulary in every language, queried once per file."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from cms.base.languages import content_languages
from practices.exchange.columns.cells import Misread
from practices.exchange.columns.near_misses import nearest, plain
from practices.vocabulary.concept import Concept
from practices.vocabulary.former_slug import FormerSlug


@dataclass
class Terms:
    """The terms of a scheme, with their slugs, labels and other labels in every language."""

    scheme: str
    concepts: list[Concept]
    former: dict[str, Concept]  # by former slug

    @cached_property
    def by_name(self) -> dict[str, Concept]:
        """Slugs take precedence over labels, and labels over other labels."""
        found: dict[str, Concept] = {}
        for concept in self.concepts:
            found.setdefault(plain(concept.slug), concept)
        for slug, concept in self.former.items():
            found.setdefault(plain(slug), concept)
        for concept in self.concepts:
            for label in concept.labels.values():
                found.setdefault(plain(label), concept)
        for concept in self.concepts:
            for labels in concept.alt_labels.values():
                for label in labels.split(","):
                    found.setdefault(plain(label), concept)
        found.pop("", None)
        return found

    @cached_property
    def offered(self) -> list[str]:
        """Names of the terms that are not retired."""
        return [name for name, concept in self.by_name.items() if not (concept.is_retired or concept.is_heading)]

    def find(self, typed: str) -> Concept:
        """Raises `Misread` for a term that does not exist or cannot be chosen."""
        concept = self.by_name.get(plain(typed))
        if concept is None:
            near = nearest(typed, self.offered)
            suggestion = self._several(typed) or (self.by_name[near].label() if near else "")
            raise Misread(_("“%(term)s” is not in the vocabulary.") % {"term": typed}, suggestion, typed)
        if concept.is_heading:
            text = _("“%(term)s” is only a heading: choose one of the terms below it.")
            raise Misread(text % {"term": concept.label()}, "", typed)
        if concept.is_retired:
            raise Misread(_("The term “%(term)s” is no longer used.") % {"term": concept.label()}, "", typed)
        return concept

    def _several(self, typed: str) -> str:
        """Several terms separated by commas or slashes; empty if one of them is unknown."""
        parts = [plain(part) for part in re.split(r"[,/]", typed) if part.strip()]
        if len(parts) < 2 or not all(part in self.offered for part in parts):
            return ""
        return "; ".join(self.by_name[part].label() for part in parts)


@dataclass
class Knowledge:
    """Read once, when the first term is looked up: two queries."""

    languages: dict[str, str] = field(default_factory=lambda: dict(content_languages()))

    @cached_property
    def schemes(self) -> dict[str, Terms]:
        concepts: dict[str, list[Concept]] = defaultdict(list)
        for concept in Concept.objects.order_by("scheme", "position", "slug"):
            concepts[concept.scheme].append(concept)
        former: dict[str, dict[str, Concept]] = defaultdict(dict)
        for row in FormerSlug.objects.select_related("concept"):
            former[row.concept.scheme][row.slug] = row.concept
        return {scheme: Terms(scheme, found, former[scheme]) for scheme, found in concepts.items()}

    def terms(self, scheme: str) -> Terms:
        return self.schemes.get(scheme) or Terms(scheme, [], {})
