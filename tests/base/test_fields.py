"""The form of texts in all languages: what translators write while it is open is not lost."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.forms import ModelForm, modelform_factory

from cms.base.models import GlossaryTerm
from cms.base.per_language.form import updates_of_reopened

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TermForm = modelform_factory(GlossaryTerm, fields=["words"])
OLD = {"en": "walk", "nl": "wandeling", "lt": "ėjimas"}


def sent(form: ModelForm, **typed: str) -> dict[str, str]:
    """The data that a browser submits for `form`, with the texts `typed`."""
    soup = BeautifulSoup(str(form["words"]), "html.parser")
    return {each["name"]: each.get("value", "") for each in soup.select("input")} | typed


def saved_later(now: dict[str, str], **typed: str) -> ModelForm:
    """A form opened with `OLD` and submitted when the stored value is `now`."""
    return TermForm(sent(TermForm(instance=GlossaryTerm(words=OLD)), **typed), instance=GlossaryTerm(words=now))


def test_only_what_was_changed_in_the_form_is_saved() -> None:
    form = saved_later({**OLD, "lt": "žygis", "it": "passeggiata"}, words_en="hike", words_nl="")
    assert form.is_valid(), form.errors
    assert form.instance.words == {"en": "hike", "lt": "žygis", "it": "passeggiata"}
    assert not saved_later({**OLD, "lt": "žygis"}).has_changed()


def test_what_both_have_changed_is_asked_about() -> None:
    form = saved_later({**OLD, "nl": "tocht", "lt": "žygis"}, words_nl="route")
    assert not form.is_valid()
    assert "“tocht”" in str(form.errors)
    again = sent(form)
    assert (again["words_nl"], again["words_lt"]) == ("route", "žygis")
    form = TermForm(again, instance=GlossaryTerm(words={**OLD, "nl": "tocht", "lt": "žygis"}))
    assert form.is_valid(), form.errors
    assert form.instance.words == {"en": "walk", "nl": "route", "lt": "žygis"}
    assert saved_later({**OLD, "nl": "route"}, words_nl="route").is_valid(), "the same"


def test_only_the_language_that_is_wrong_is_marked() -> None:
    def marked(form: ModelForm) -> list[str]:
        soup = BeautifulSoup(str(form["words"]), "html.parser")
        return [each["name"] for each in soup.select("input:not([type=hidden])[aria-invalid]")]

    assert marked(saved_later({**OLD, "nl": "tocht"}, words_nl="route")) == ["words_nl"]
    assert marked(saved_later(OLD, words_lt="a" * 201)) == ["words_lt"]
    assert len(marked(saved_later(OLD, words_en="", words_nl="", words_lt=""))) > 1, "one is missing, whichever"


def test_a_form_that_stays_open_remembers_what_it_has_saved() -> None:
    data: dict[str, Any] = sent(TermForm(instance=GlossaryTerm(words=OLD)), words_nl="r")
    form = TermForm(data, instance=GlossaryTerm(words={**OLD, "lt": "žygis"}))
    assert form.is_valid()
    data |= {**dict(updates_of_reopened(form)), "words_nl": "route"}
    form = TermForm(data, instance=GlossaryTerm(words=form.instance.words))
    assert form.is_valid(), form.errors
    assert form.instance.words == {"en": "walk", "nl": "route", "lt": "žygis"}


def test_a_text_is_required_in_some_language() -> None:
    assert not saved_later(OLD, words_en="", words_nl="", words_lt="").is_valid()
    assert TermForm({"words_en": "walk"}).is_valid()
