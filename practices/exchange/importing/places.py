"""Which partner and language a row belongs to, and whether the user may write there."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from django.utils.translation import gettext as _

from practices.exchange.columns.cells import Misread
from practices.exchange.columns.near_misses import nearest, plain
from practices.exchange.importing.practices import Partner, partners
from practices.repository.practice import PracticePage


@dataclass
class Places:
    """For a user who imports into the partner with the code `only`, or into any; None as user means a command."""

    user: Any
    only: str
    languages: dict[str, str]  # the site's: native names by code

    @cached_property
    def partners(self) -> dict[str, Partner]:
        return partners()

    @cached_property
    def _partner_names(self) -> dict[str, Partner]:
        found = {plain(code): partner for code, partner in self.partners.items()}
        for partner in self.partners.values():
            for page in partner.pages.values():
                found.setdefault(plain(page.short_name), partner)
                found.setdefault(plain(page.title), partner)
        return found

    @cached_property
    def _language_names(self) -> dict[str, str]:
        """Codes by language name, in each of the languages."""
        found = {plain(code): code for code in self.languages}
        found |= {plain(name): code for code, name in self.languages.items()}
        for reader in {*self.languages, "en"}:
            for code in self.languages:
                try:
                    name = BabelLocale.parse(code, sep="-").get_display_name(reader.replace("-", "_"))
                except (UnknownLocaleError, ValueError):
                    continue
                found.setdefault(plain(name or ""), code)
        return found

    def partner(self, typed: str) -> Partner:
        """Raises `Misread`."""
        if not typed:
            if self.only:
                return self.partners[self.only]
            raise Misread(_("Which partner does the practice belong to?"))
        found = self._partner_names.get(plain(typed))
        if found is None:
            near = nearest(typed, list(self._partner_names))
            name = self._partner_names[near].original.code if near else ""
            raise Misread(_("There is no partner “%(name)s”.") % {"name": typed}, name, typed)
        if self.only and found.original.code != self.only:
            raise Misread(_("The row belongs to another partner: %(name)s.") % {"name": found.name}, "", typed)
        return found

    def language(self, typed: str, default: str) -> str:
        """Its code. Raises `Misread`."""
        if not typed:
            return default
        code = self._language_names.get(plain(typed))
        if code is None:
            near = nearest(typed, list(self._language_names))
            text = _("“%(name)s” is not a language of this site: %(languages)s.")
            names = {"name": typed, "languages": ", ".join(self.languages)}
            raise Misread(text % names, self._language_names[near] if near else "", typed)
        return code

    def refuse_adding(self, partner: Partner, language: str) -> None:
        """Raises `Misread` unless the user may add a practice of `partner` in `language`."""
        if language not in partner.pages:
            text = _("This partner has no page in the language. Choose one of: %(names)s.")
            raise Misread(text % {"names": ", ".join(partner.pages)})
        if self.user and not partner.pages[language].permissions_for_user(self.user).can_add_subpage():
            raise Misread(_("You are not allowed to add practices of %(name)s.") % {"name": partner.name})

    def refuse_editing(self, page: PracticePage) -> None:
        """Raises `Misread` unless the user may edit `page` now."""
        if self.user and not page.permissions_for_user(self.user).can_edit():
            raise Misread(_("You are not allowed to edit this practice."))
        if page.approved_schedule:
            raise Misread(_("The practice is scheduled to be published. Cancel that first."))
        if page.current_workflow_task:
            raise Misread(_("The practice is in review. Import it again when that has ended."))
        if page.get_lock():
            raise Misread(_("The practice is locked."))
