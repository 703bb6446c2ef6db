"""A form and translators may change the same texts at the same time: nobody's words are lost."""

import json

from cms.base.languages import content_languages
from cms.base.per_language.texts import Texts


class TextsOfForm(Texts):
    """The texts of a form, with those it was `opened` with: None if unknown."""

    opened: Texts | None = None

    def merged(self, now: Texts) -> Texts:
        """`now`, updated with what was changed in the form. Where the form changed nothing, translators' texts stay."""
        if self.opened is None:
            return dict(self)
        codes = [*dict.fromkeys((*now, *self))]
        texts = {code: (self if self.changes(code) else now).get(code, "") for code in codes}
        return {code: text for code, text in texts.items() if text}

    def changes(self, code: str) -> bool:
        return self.opened is None or self.get(code, "") != self.opened.get(code, "")

    def overwrites(self, now: Texts) -> list[str]:
        """The languages in which somebody else has saved another text in the meantime."""
        theirs = {code: in_lines(text) for code, text in now.items()}
        if self.opened is None:
            return []
        return [
            code
            for code, _ in content_languages()
            if self.changes(code) and theirs.get(code, "") not in (self.opened.get(code, ""), self.get(code, ""))
        ]


def in_lines(text: str) -> str:
    """With line breaks as they are stored: browsers send CRLF."""
    return "\n".join(text.strip().splitlines())


def remembered(texts: Texts) -> str:
    codes = [code for code, _ in content_languages()]
    return json.dumps({code: in_lines(texts[code]) for code in codes if texts.get(code)}, ensure_ascii=False)


def opened_with(written: str | None) -> Texts | None:
    try:
        found = json.loads(written or "")
    except ValueError:
        return None
    return {str(code): str(text) for code, text in found.items()} if isinstance(found, dict) else None
