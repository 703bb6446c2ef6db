"""Readers from an existing list: a CSV file with the proof of each one's consent.

Columns: address, language, consented (ISO 8601), wording, source. People who have unsubscribed stay unsubscribed.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.base.languages import content_languages
from cms.base.readers.addresses import digest, digests, folded, normalised
from cms.base.readers.kinds import Kind
from cms.base.readers.model import Reader, Subscription, Unsubscribed
from cms.base.text import storable

COLUMNS = ("address", "language", "consented", "wording", "source")
LARGEST = 2_000_000  # bytes
BATCH = 1000  # rows


@dataclass(frozen=True)
class Row:
    address: str
    language: str
    consented: datetime
    wording: str
    source: str


@dataclass
class Plan:
    new: list[Row] = field(default_factory=list)
    known: int = 0  # already subscribed, or twice in the file
    unsubscribed: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)  # the number of a line, and what is wrong with it


def decoded(content: bytes) -> str:
    """The text of the file. Raises a `ValidationError` if it cannot be decoded."""
    if len(content) > LARGEST:
        raise ValidationError(_("The file is larger than 2 MB: import it in parts."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("The file is not UTF-8: save it as “CSV UTF-8”.")) from None


def read(text: str, kind: Kind) -> Plan:
    """What importing would do. Raises a `ValidationError` if `text` is no such file."""
    plan = Plan()
    have = set(Subscription.objects.filter(kind=kind.name).confirmed().values_list("reader__folded", flat=True))
    ended = set(Unsubscribed.objects.filter(kind=kind.name).values_list("digest", flat=True))
    for number, values in _lines(text):
        try:
            row = _row(values)
        except ValidationError as error:
            plan.refused.append((number, " ".join(error.messages)))
            continue
        if not ended.isdisjoint(digests(row.address)):
            plan.unsubscribed += 1
        elif folded(row.address) in have:
            plan.known += 1
        else:
            have.add(folded(row.address))
            plan.new.append(row)
    return plan


@transaction.atomic
def save(plan: Plan, kind: Kind) -> None:
    now = timezone.now()
    # In one order, so that two imports do not wait for each other.
    for rows in batched(sorted(plan.new, key=lambda row: folded(row.address)), BATCH):
        readers = [
            Reader(address=row.address, folded=folded(row.address), digest=digest(row.address), language=row.language)
            for row in rows
        ]
        Reader.objects.bulk_create(readers, ignore_conflicts=True)  # some have another subscription
        known = Reader.objects.filter(folded__in=[reader.folded for reader in readers])
        # Locked, so that readers deleted in the meantime are not brought back.
        ids = {reader.folded: reader.pk for reader in known.select_for_update().order_by("pk")}
        Subscription.objects.bulk_create(
            (
                Subscription(
                    reader_id=ids[folded(row.address)],
                    kind=kind.name,
                    language=row.language,
                    wording=row.wording,
                    asked=row.consented,
                    confirmed=row.consented,
                    source=row.source,
                    done_until=now,
                )
                for row in rows
                if folded(row.address) in ids
            ),
            update_conflicts=True,  # some have asked for it and not yet confirmed
            unique_fields=["reader", "kind", "topic"],
            update_fields=["language", "wording", "asked", "confirmed", "source", "done_until"],
        )


def batched(rows: list[Row], size: int) -> Iterator[list[Row]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    lines = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        names = [name.strip().lower() for name in next(lines, [])]
        if missing := [name for name in COLUMNS if name not in names]:
            raise ValidationError(
                _("The first line must name the columns. These are missing: %(names)s.") % {"names": ", ".join(missing)}
            )
        for values in lines:
            if any(value.strip() for value in values):
                cleaned = (storable(value).strip() for value in values)
                yield lines.line_num, dict(zip(names, cleaned, strict=False))
    except csv.Error as error:
        raise ValidationError(
            _("Line %(number)d cannot be read: %(reason)s.") % {"number": lines.line_num, "reason": error}
        ) from None


def _row(values: dict[str, str]) -> Row:
    if missing := [name for name in COLUMNS[2:] if not values.get(name)]:
        raise ValidationError(_("No proof of consent. Missing: %(names)s.") % {"names": ", ".join(missing)})
    address, language = normalised(values.get("address", "")), values.get("language", "")
    if language not in dict(content_languages()):
        raise ValidationError(_("The site does not have this language: %(code)s.") % {"code": language})
    return Row(address, language, _moment(values["consented"]), values["wording"], values["source"][:200])


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else timezone.make_aware(found)
        is_past = datetime(1990, 1, 1, tzinfo=UTC) < found <= timezone.now()
    except (ValueError, OverflowError):
        is_past = False
    if not is_past:
        raise ValidationError(
            _("Not a time in the past, such as 2024-05-31 or 2024-05-31T14:05: %(text)s.") % {"text": text}
        )
    return found
