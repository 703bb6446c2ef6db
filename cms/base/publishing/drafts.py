"""A draft can always be saved: errors are reported when it is submitted or published.

Values that their column can hold are saved as they were typed. Others, such as an unreadable date, are left out and
shown to the editor again, while everything else is saved. A row that lacks an essential value, such as a file whose
document has since been deleted, is left out altogether. A new row in which nothing was entered is ignored.
"""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.forms import Field
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import RichTextField, StreamField

from cms.base.per_language.form import in_words, updates_of_reopened
from cms.base.publishing.chosen_files import files_of, may_choose_all
from cms.base.publishing.reserved_slugs import free_slug
from cms.base.publishing.submitted import DAMAGED, has_too_long, refusing, storable_data
from cms.base.rich_text import BLOCK_KEY

# The key, among field names, under which the response to an autosave reports what was not saved.
LEFT_OUT = "left-out"


def left_out_message(label: str, typed: str, error: str) -> str:
    text = gettext("Everything was saved except “%(label)s”. You typed “%(typed)s”: %(error)s")
    return text % {"label": label, "typed": typed, "error": error}


def row_left_out_message(label: str) -> str:
    text = gettext("Everything was saved except a row whose “%(label)s” is missing or no longer exists.")
    return text % {"label": label}


class KeepsWhatIsTyped:
    """A mixin for the admin's forms of pages and of the rows that belong to them."""

    is_deferred_validation: bool
    fields: dict[str, Field]
    initial: dict[str, Any]
    instance: Any
    empty_permitted: bool
    is_bound: bool
    _errors: Any
    cleaned_data: dict[str, Any]

    def has_changed(self) -> bool:
        """Ignores the position, which a new row has even if nothing was entered in it."""
        if self.empty_permitted and DELETION_FIELD_NAME in self.fields:
            return bool({*self.changed_data} - {ORDERING_FIELD_NAME})  # type: ignore[attr-defined]
        return bool(super().has_changed())  # type: ignore[misc]

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]
        if self.is_bound and ORDERING_FIELD_NAME in self.fields and not self.has_changed():
            self.cleaned_data.setdefault(ORDERING_FIELD_NAME, None)  # read by the panel that renders the rows

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        self.accepted: set[str] = set()  # fields whose errors do not prevent saving the draft
        # Messages: what was not saved as it was sent, and why.
        self.left_out: list[str] = [note for field in self.fields.values() for note in getattr(field, "notes", ())]
        self.is_begun = False  # a new row whose document, for instance, has not been chosen yet
        if self.is_deferred_validation:
            for name in list(self._errors):
                self._accept(name)

    def _accept(self, name: str) -> None:
        field = self.fields.get(name)
        typed = self[name].data if field else None  # type: ignore[index]
        columns = (*self.instance._meta.fields, *self.instance._meta.many_to_many)
        column = next((each for each in columns if each.name == name), None)
        if not field or not typed or not column or has_too_long(typed):
            return  # no page can be saved without a title, for instance
        if _can_hold(column, typed):
            self.cleaned_data[name] = typed
        elif name == "title":
            return
        else:
            self.cleaned_data.pop(name, None)
            if not field.widget.is_hidden:  # an invalid id is that of a row deleted in another window: treat it as new
                said = in_words(field, typed)
                self.left_out.append(left_out_message(self._label(name), said, " ".join(self._errors[name])))
        self.accepted.add(name)
        del self._errors[name]

    def _label(self, name: str) -> str:
        return capfirst(str(self.fields[name].label or name))

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | self.accepted  # type: ignore[misc]

    def _post_clean(self) -> None:
        """While a draft is being saved, the page does not check whether its values are consistent."""
        self.instance.is_unfinished = self.is_deferred_validation
        super()._post_clean()  # type: ignore[misc]
        if self.is_deferred_validation:  # what the model rejects but the form accepts: a number that is too large
            for name in self._errors.keys() & self.fields.keys():
                self._accept(name)
                if name in self.accepted and name not in self.cleaned_data:
                    setattr(self.instance, name, self.initial.get(name))
            if DELETION_FIELD_NAME in self.fields:
                self._errors.pop(NON_FIELD_ERRORS, None)  # such as that one of two fields is required
                if lacking := self._lacking():
                    self.is_begun = self.empty_permitted and not self[lacking].data  # type: ignore[index]
                    self.left_out = [row_left_out_message(self._label(lacking))]
                    self.cleaned_data[DELETION_FIELD_NAME] = True  # then it is not validated

    def _lacking(self) -> str:
        """The name of what this row cannot be stored without; empty if it has it."""
        columns = (column for column in self.instance._meta.fields if column.name in self.fields)
        needed = (column.name for column in columns if column.many_to_one and not column.null)
        return next((name for name in needed if not self.cleaned_data.get(name)), "")


def _can_hold(column: Any, typed: Any) -> bool:
    if isinstance(column, StreamField):
        return True
    if not isinstance(column, models.CharField | models.TextField) or column.choices or not isinstance(typed, str):
        return False
    return column.max_length is None or len(typed) <= column.max_length


class DraftForm(KeepsWhatIsTyped, WagtailAdminPageForm):
    """The form of every page."""

    said_what_is_saved = False

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(storable_data(data), *args, **kwargs)
        if self.is_bound:
            with refusing(*DAMAGED):
                for formset in self.formsets.values():
                    len(formset.forms)  # reads the ids of the rows

    def full_clean(self) -> None:
        with refusing(OverflowError):  # what SQLite raises for a term's id with twenty digits
            super().full_clean()

    def is_valid(self) -> bool:
        """Wagtail would report that a page that cannot be published could not be saved, although its draft was."""
        valid = self._is_valid()
        if not valid and self.instance.pk and not self.is_deferred_validation and not self.said_what_is_saved:
            self.said_what_is_saved = True
            self.add_error(
                None,
                gettext(
                    "The draft stays as it was last saved. It can be published or submitted once this is corrected."
                ),
            )
        return valid

    def _is_valid(self) -> bool:
        shown_before = files_of(self.instance) if self.is_bound and self.for_user else set()
        valid = bool(super().is_valid())
        for errors in self.errors.values():
            for error in errors.as_data():
                if isinstance(error, StreamBlockValidationError):  # which says so, in English, and marks the blocks
                    error.message = gettext("Correct what is marked there.")
        rows = [form.instance for formset in self.formsets.values() for form in formset.forms if form.is_valid()]
        if self.for_user and not may_choose_all(self.for_user, files_of(self.instance, *rows) - shown_before):
            self.add_error(None, gettext("You are not allowed to use one of these pictures or documents."))
            return False
        return valid

    def clean(self) -> dict[str, Any]:
        """Appends a number to a slug that is taken or reserved, unless this page is already live under it."""
        slug = self.cleaned_data.get("slug")
        self.new_slug = ""
        if slug and not (self.instance.pk and self.instance.live):
            parent = self.parent_page or self.instance.get_parent()
            free = free_slug(slug, parent, self.instance.pk)
            if free != slug:
                self.new_slug = self.cleaned_data["slug"] = free
        return super().clean()

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if not self._is_same_text(name)]

    def _is_same_text(self, name: str) -> bool:
        column = next((field for field in self.instance._meta.fields if field.name == name), None)
        if not isinstance(column, RichTextField | StreamField) or not {name} <= self.initial.keys() & self.cleaned_data:
            return False
        before, after = (column.get_prep_value(each[name]) for each in (self.initial, self.cleaned_data))
        return BLOCK_KEY.sub("", str(before)) == BLOCK_KEY.sub("", str(after))

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Tells the form's script, after an autosave, the new slug, what was not saved, and the base for merging."""
        rows = [form for formset in self.formsets.values() for form in formset.forms if form.is_valid()]
        texts = [update for form in (self, *rows) for update in updates_of_reopened(form)]
        updates = [*super().get_field_updates_for_resave(), *texts]
        if self.new_slug:
            updates = [*updates, ("slug", self.new_slug)]
        return [*updates, (LEFT_OUT, " ".join(self._all_left_out(with_begun=False)))]

    def _all_left_out(self, with_begun: bool = True) -> list[str]:
        """An autosave does not report rows that are still being filled in."""
        rows = [form for formset in self.formsets.values() for form in formset if hasattr(form, "left_out")]
        return [each for form in (self, *rows) for each in form.left_out if with_begun or not form.is_begun]

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=commit)
        page.left_out_of_draft = self._all_left_out()
        return page
