"""A text as the editor shows it: source, box, earlier versions, suggestions and warnings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.base.translation.comments.model import TranslationComment
from cms.base.translation.desk.kinds import KINDS
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor import boxes
from cms.base.translation.editor.checks import Problem, plain
from cms.base.translation.editor.machine import machines_of
from cms.base.translation.editor.markup import elements, parse
from cms.base.translation.editor.memory import Suggestion, suggestions
from cms.base.translation.editor.published import Published, changed_since_published
from cms.base.translation.editor.saving import Outcome, problems_of
from cms.base.translation.editor.similar import differences
from cms.base.translation.editor.tokens import shown_as_token
from cms.base.translation.glossary.matching import Glossary, Term
from cms.base.translation.texts.text import Text

LINE = 50  # characters per line of a box
Status = Literal["", "saved", "filled", "refused", "conflict", "outdated", "taken", "machine"]
UNSAVED = ("refused", "conflict", "outdated", "taken", "machine")


@dataclass
class Row:
    item: TranslationItem
    text: Text
    label: str  # unique in the item
    box: str
    status: Status = ""
    glossary: Glossary | None = None
    suggestions: list[Suggestion] = field(default_factory=list)
    comments: list[TranslationComment] = field(default_factory=list)
    beside: str = ""  # the text in another language, as help
    published: Published | None = None  # if the text was saved since its page was published
    next_id: str = ""  # the next such text
    machine: str = ""  # the provider of an unedited machine translation

    @cached_property
    def id(self) -> str:
        return boxes.text_id(self.text)

    @property
    def was(self) -> str:
        return boxes.was(self.text)

    @property
    def lines(self) -> int:
        return min(12, 1 + max(len(self.box), len(self.text.source)) // LINE + self.text.source.count("\n"))

    @property
    def source_as_typed(self) -> str:
        return boxes.source_as_typed(self.text)

    @cached_property
    def source(self) -> SafeString:
        """The original as HTML, with tokens and with glossary terms marked."""
        parts = []
        for piece in parse(self.text.source) if self.text.is_rich else [self.text.source]:
            if isinstance(piece, str):
                parts.append(self.glossary.marked(piece) if self.glossary else format_html("{}", piece))
            else:
                token = format_html('<span class="translate__token">{}</span>', shown_as_token(piece))
                is_bold = piece.name in ("b", "strong", "i", "em", "sub", "sup")
                before, after = token, SafeString("")
                if is_bold and piece.kind == "open":
                    after = format_html("<{}>", piece.name)
                elif is_bold:
                    before, after = format_html("</{}>", piece.name), token
                parts.append(before + after)
        return format_html_join("", "{}", ((part,) for part in parts))

    @property
    def tokens(self) -> list[tuple[str, str]]:
        """The opening and closing token of each element of the original; a line break has no closing one."""
        found = elements(parse(self.text.source)) if self.text.is_rich else []
        return [(shown_as_token(tag), "" if tag.kind == "void" else shown_as_token(tag.closing)) for tag in found]

    @property
    def links(self) -> list[tuple[str, str]]:
        """The tokens of links, with their targets."""
        targets = dict(self.text.links)
        found = elements(parse(self.text.source)) if self.text.is_rich else []
        return [(shown_as_token(tag), targets[tag.id]) for tag in found if tag.id in targets]

    @property
    def difference(self) -> SafeString | None:
        """The changes of the original since it was translated."""
        return self._source_since(self.text.previous.source) if self.text.previous else None

    @property
    def published_difference(self) -> SafeString | None:
        """The changes of the translation since it was published."""
        if not self.published or self.published.words in ("", self.text.translation):
            return None
        return differences(boxes.typed_as(self.text, self.published.words), self.theirs, self.item.locale.language_code)

    @property
    def published_source_difference(self) -> SafeString | None:
        if not self.published or self.published.source in ("", self.text.source):
            return None
        return self._source_since(self.published.source)

    def _source_since(self, source: str) -> SafeString:
        """The changes of the original since it was `source`."""
        then = Text(self.text.path, source, is_rich=self.text.is_rich)
        return differences(boxes.source_as_typed(then), self.source_as_typed, self.item.source_language)

    @property
    def length(self) -> str:
        """The length of the content of the box, if that is limited."""
        return self.text.limit.length_of(self.box) if self.text.limit else ""

    @property
    def box_digest(self) -> str:
        return boxes.digest(self.box)

    @property
    def theirs(self) -> str:
        """The saved translation: somebody else's, in a conflict."""
        return boxes.typed_as(self.text, self.text.translation)

    @cached_property
    def problems(self) -> list[Problem]:
        """The old translation of a changed text is not checked until somebody has edited it."""
        if self.text.state == "changed" and not self.status:
            return []
        if self.status == "refused" and not self.box.strip():
            message = _("The box is empty. Write what the text is now, or say that the old translation is still right.")
            return [Problem("blank", message, is_serious=True)]
        found = problems_of(self.text, self.box, self.item.locale.language_code)
        if self.glossary and self.box and not any(each.is_serious for each in found):
            found += self.glossary.problems(plain(self.text.source, self.text.is_rich), self.box)
        return found

    @property
    def terms(self) -> list[Term]:
        return self.glossary.terms(plain(self.text.source, self.text.is_rich)) if self.glossary else []

    @property
    def has_open_comments(self) -> bool:
        return any(not each.is_resolved for each in self.comments)

    @property
    def needs_attention(self) -> bool:
        return self.status in UNSAVED or bool(self.status and self.problems)

    @property
    def is_open(self) -> bool:
        return self.text.state != "done" or self.status in UNSAVED


def rows_of(
    item: TranslationItem,
    texts: Sequence[Text],
    user: Any,
    outcome: Outcome | None = None,
    taken: Mapping[str, str] | None = None,
    suggested: Mapping[str, str] | None = None,
    beside: str = "",
    only: Iterable[str] | None = None,
    page: Any = None,
) -> list[Row]:
    """The rows of `texts`, or of those with ids in `only`. A fixed number of queries.

    `user`: who sees them. `outcome`: of the form just sent. `taken`: suggestions put into boxes, `suggested`: those
    from machine translation. `beside`: the reference language. `page`: the page of `texts`, to show the changes since
    it was published.
    """
    labels = _labels(texts)
    published = changed_since_published(page, texts)
    chosen = set(only) if only is not None else None
    if chosen is not None:
        texts = [text for text in texts if boxes.text_id(text) in chosen]
    glossary = Glossary(item.source_language, item.locale.language_code)
    found = suggestions(item, texts, user)
    comments: dict[str, list[TranslationComment]] = defaultdict(list)
    for comment in item.comments.select_related("user__wagtail_userprofile"):
        comments[comment.path].append(comment)
    help_texts = _beside(item, beside)
    machines = machines_of(item, texts)
    rows = []
    for text in texts:
        key = boxes.text_id(text)
        row = Row(
            item=item,
            text=text,
            label=labels[key],
            box=boxes.box_of(text),
            glossary=glossary,
            suggestions=[each for each in found.get(key, []) if each.words != boxes.box_of(text)],
            comments=comments[text.path],
            beside=help_texts.get(text.key, ""),
            machine=machines.get(key, ""),
            published=published.get(text.key),
        )
        _set_status(row, outcome, taken or {}, suggested or {})
        rows.append(row)
    return rows


def _labels(texts: Iterable[Text]) -> dict[str, str]:
    """The labels by text id; repeated ones are numbered."""
    texts = list(texts)
    repeated = {label for label, count in Counter(text.label for text in texts).items() if count > 1}
    seen: Counter[str] = Counter()
    found = {}
    for text in texts:
        seen[text.label] += 1
        number = f" {seen[text.label]}" if text.label in repeated else ""
        found[boxes.text_id(text)] = text.label + number
    return found


def _set_status(row: Row, outcome: Outcome | None, taken: Mapping[str, str], suggested: Mapping[str, str]) -> None:
    if row.id in suggested:
        row.box, row.status = suggested[row.id], "machine"
        return
    if row.id in taken:
        row.box, row.status = taken[row.id], "taken"
        return
    if outcome is None:
        return
    if row.id in outcome.unsaved:
        row.box = outcome.unsaved[row.id]
    kinds: list[tuple[Status, Mapping[str, str]]] = [
        ("conflict", outcome.conflicts),
        ("refused", outcome.refused),
        ("outdated", outcome.outdated),
        ("saved", outcome.saved),
        ("filled", outcome.filled),
    ]
    row.status = next((status for status, keys in kinds if row.id in keys), "")


def _beside(item: TranslationItem, language: str) -> dict[tuple[str, str], str]:
    """The translations into another language, as plain texts by text key."""
    if not language or language in (item.source_language, item.locale.language_code):
        return {}
    locale = Locale.objects.filter(language_code=language).first()
    texts = KINDS[item.kind].texts(item.object_key, locale) if locale else []
    return {text.key: plain(text.translation, text.is_rich) for text in texts if text.translation}
