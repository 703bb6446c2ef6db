"""What can be changed on many practices at once. Each change computes new values from old ones.

Values are those of a revision's content: ids of terms, dates as ISO text. A change is stored as its key and
`parameters`, plain JSON, so that the worker can make it later, and the history can describe it in each reader's
language.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.base.per_language.texts import in_language
from practices.facts.concepts import labels_of
from practices.repository.choices import EvidenceLevel, Licence
from practices.repository.practice import PracticePage
from practices.vocabulary.concept import Concept

Values = dict[str, Any]


class Change:
    """One kind of change, with what was chosen. `fields` are the facts that it changes."""

    key: ClassVar[str]
    label: ClassVar[Any]
    icon: ClassVar[str] = "edit"
    do_not_call_in_templates: ClassVar[bool] = True  # templates would instantiate the class
    is_personal: ClassVar[bool] = False  # its parameters name a person, so they are not kept

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = dict(parameters)

    @property
    def fields(self) -> list[str]:
        return []

    @property
    def is_gone(self) -> bool:
        """Whether what was chosen has since been deleted."""
        return False

    def new(self, old: Values) -> Values:
        """The values of `fields` that would replace `old`."""
        raise NotImplementedError

    def text(self, values: Values) -> str:
        """`values` in readable form; empty if there are none."""
        raise NotImplementedError

    def chosen(self) -> str:
        """What was chosen, in readable form."""
        raise NotImplementedError

    def summary(self) -> str:
        """What was done, in one line, without naming any person."""
        raise NotImplementedError


class TermChange(Change):
    @property
    def name(self) -> str:
        """The fact that holds terms of this vocabulary."""
        facts = ((name, PracticePage._meta.get_field(name).scheme) for name in PracticePage.concept_fields())
        return next(name for name, scheme in facts if scheme == self.parameters["scheme"])

    @property
    def fields(self) -> list[str]:
        return [self.name]

    @cached_property
    def terms(self) -> dict[int, Concept]:
        return Concept.objects.filter(scheme=self.parameters["scheme"]).in_bulk()

    @cached_property
    def term(self) -> int:
        return int(self.parameters["term"])

    @property
    def is_gone(self) -> bool:
        return self.term not in self.terms

    def text(self, values: Values) -> str:
        return ", ".join(labels_of(self.terms[pk] for pk in values[self.name] or () if pk in self.terms))

    def chosen(self) -> str:
        return in_language(self.parameters["labels"])


class AddTerm(TermChange):
    key, label, icon = "add-term", gettext_lazy("Add a term"), "plus"

    @cached_property
    def term(self) -> int:
        """The chosen term, or the one that it has since been merged into."""
        chosen = int(self.parameters["term"])
        return chosen if chosen in self.terms else Concept.merged_into([chosen]).get(str(chosen), chosen)

    def new(self, old: Values) -> Values:
        return {self.name: list(dict.fromkeys([*(old[self.name] or ()), self.term]))}

    def summary(self) -> str:
        return _("Term added: %(term)s") % {"term": self.chosen()}


class RemoveTerm(TermChange):
    key, label, icon = "remove-term", gettext_lazy("Remove a term"), "minus"

    def new(self, old: Values) -> Values:
        return {self.name: [pk for pk in old[self.name] or () if pk != self.term]}

    def summary(self) -> str:
        return _("Term removed: %(term)s") % {"term": self.chosen()}


class ValueChange(Change):
    """Sets one fact to the chosen value."""

    field: ClassVar[str]

    @property
    def fields(self) -> list[str]:
        return [self.field]

    def new(self, old: Values) -> Values:
        return {self.field: self.parameters["value"]}

    def text(self, values: Values) -> str:
        return self.shown(values[self.field])

    def shown(self, value: Any) -> str:
        raise NotImplementedError

    def chosen(self) -> str:
        return self.shown(self.parameters["value"]) or "–"

    def summary(self) -> str:
        name = capfirst(str(PracticePage._meta.get_field(self.field).verbose_name))
        return _("%(name)s: %(value)s") % {"name": name, "value": self.chosen()}


class SetEvidence(ValueChange):
    key, label, icon, field = "evidence", gettext_lazy("Set the evidence level"), "clipboard-list", "evidence_level"

    def shown(self, value: Any) -> str:
        return str(dict(EvidenceLevel.choices).get(value, ""))


class SetLicence(ValueChange):
    key, label, icon, field = "licence", gettext_lazy("Set the licence"), "doc-full", "licence"

    def shown(self, value: Any) -> str:
        return str(dict(Licence.choices).get(value, ""))


class SetReviewDate(ValueChange):
    key, label, icon, field = "review-date", gettext_lazy("Set the review date"), "calendar", "review_date"

    def shown(self, value: Any) -> str:
        return date_format(date.fromisoformat(value), "DATE_FORMAT") if value else ""


class SetContact(Change):
    key, label, icon = "contact", gettext_lazy("Set the contact person"), "user"
    is_personal = True
    NAMES = ["contact_name", "contact_email", "contact_consent"]

    @property
    def fields(self) -> list[str]:
        return self.NAMES

    def new(self, old: Values) -> Values:
        return {name: self.parameters[name] for name in self.NAMES}

    def text(self, values: Values) -> str:
        person = ", ".join(filter(None, (values["contact_name"], values["contact_email"])))
        if not person:
            return ""
        agrees = _("agrees to be named") if values["contact_consent"] else _("does not agree to be named")
        return f"{person} ({agrees})"

    def chosen(self) -> str:
        return self.text(self.parameters) or "–"

    def summary(self) -> str:
        return _("Contact person changed")


class MoveToPartner(Change):
    """Changes no fact: the page moves, and its translations with it."""

    key, label, icon = "partner", gettext_lazy("Move to another partner"), "arrow-right"

    def chosen(self) -> str:
        return str(self.parameters["name"])

    def summary(self) -> str:
        return _("Moved to %(partner)s") % {"partner": self.chosen()}


KINDS: dict[str, type[Change]] = {
    kind.key: kind for kind in (AddTerm, RemoveTerm, SetEvidence, SetReviewDate, SetLicence, SetContact, MoveToPartner)
}


def change_of(key: str, parameters: Mapping[str, Any]) -> Change:
    return KINDS[key](parameters)


def values_of(names: list[str], stored: Callable[[str], Any], content: Mapping[str, Any] | None) -> Values:
    """The values of the facts `names`, from the latest version's `content` or as `stored` on the page."""
    return {name: content[name] if content and name in content else stored(name) for name in names}


def put(draft: PracticePage, values: Values) -> None:
    """Writes `values` to `draft`, in memory. Terms that no longer exist are left out."""
    for name, value in values.items():
        if name in draft.concept_fields():
            found = Concept.objects.in_bulk(value or [])
            setattr(draft, name, [found[pk] for pk in value or () if pk in found])
        elif name == "review_date":
            draft.review_date = date.fromisoformat(value) if value else None
        else:
            setattr(draft, name, value)
