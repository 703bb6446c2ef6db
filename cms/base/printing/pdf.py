"""Typesets PDFs, in a separate process with limits on its time and memory."""

import json
import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib.staticfiles import finders
from wagtail.images.models import SourceImageIOError

HERE = Path(__file__).parent
COMMON = HERE / "common.typ"
# Not the .ttf files: their double quotation marks run into letters.
TYPEFACES = {
    "font_source_serif_pro": ["Regular", "It", "Semibold", "SemiboldIt"],
    "font_source_sans_pro": ["Regular", "It", "Semibold", "Bold"],
}
LOGO = "max-800x200|format-png"
SECONDS, MEGABYTES = 20, 700  # limits for one document
# One thread with one heap, so that the limit reflects the memory actually used.
ENVIRONMENT = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
WAIT = 10  # seconds to wait for another document to be finished
PPI = 96  # pixels per inch of page images
TAGGED_ONLY = 2  # as in typesetter.py

logger = logging.getLogger(__name__)
one_at_a_time = threading.BoundedSemaphore(1)  # in each process of the server


@dataclass(frozen=True)
class Printed:
    """`data` is what the template reads; it names `pictures` (image and filter) and `drawings` by their file names.

    The template imports `common.typ`, which finds out which of the pictures could be stored.
    """

    template: Path
    data: dict[str, Any]
    changed_at: datetime
    pictures: dict[str, tuple[Any, str]] = field(default_factory=dict)
    drawings: dict[str, bytes] = field(default_factory=dict)


class NotPrinted(Exception):
    """The document could not be set in type."""


class Busy(NotPrinted):
    """The typesetter is busy with other documents."""


def typeset(printed: Printed) -> bytes:
    """Raises `NotPrinted`, with what the typesetter said, or `Busy`."""
    with _turn(), TemporaryDirectory(prefix="pdf-") as name:
        folder = Path(name)
        _fill(folder, printed)
        _run(folder, int(printed.changed_at.timestamp()))
        return (folder / "out.pdf").read_bytes()


def typeset_with_images(printed: Printed) -> tuple[bytes, list[bytes]]:
    """The document, and its pages as PNG images, for previews without a PDF viewer. Raises the same as `typeset`."""
    with _turn(), TemporaryDirectory(prefix="pdf-") as name:
        folder = Path(name)
        _fill(folder, printed)
        _run(folder, int(printed.changed_at.timestamp()), PPI)
        pages = sorted(folder.glob("page-*.png"), key=lambda page: int(page.stem.removeprefix("page-")))
        return (folder / "out.pdf").read_bytes(), [page.read_bytes() for page in pages]


@contextmanager
def _turn() -> Iterator[None]:
    if not one_at_a_time.acquire(timeout=WAIT):
        raise Busy
    try:
        yield
    finally:
        one_at_a_time.release()


def _fill(folder: Path, printed: Printed) -> None:
    """Puts everything into the folder: the typesetter reads nothing outside it."""
    shutil.copy(printed.template, folder / "main.typ")
    shutil.copy(COMMON, folder)
    shutil.copy(str(finders.find("images/eu-emblem.svg")), folder / "emblem.svg")
    (folder / "fonts").mkdir()
    for package, faces in TYPEFACES.items():
        family = "SourceSerifPro" if "serif" in package else "SourceSansPro"
        for face in faces:
            shutil.copy(str(files(package) / "files" / f"{family}-{face}.otf"), folder / "fonts")
    stored = [name for name, (image, spec) in printed.pictures.items() if _store(image, spec, folder / name)]
    for name, drawing in printed.drawings.items():
        (folder / name).write_bytes(drawing)
    data = json.dumps({**printed.data, "files": [*stored, *printed.drawings]})
    (folder / "data.json").write_text(data, encoding="utf-8")


def _store(image: Any, spec: str, target: Path) -> bool:
    """Returns False if the picture's file is missing or damaged: the document is then printed without it."""
    try:
        with image.get_rendition(spec).file.open() as file:
            target.write_bytes(file.read())
    except (SourceImageIOError, OSError):
        logger.warning("The picture %s could not be printed", image.pk, exc_info=True)
        return False
    return True


def _run(folder: Path, timestamp: int, *ppi: int) -> None:
    limits = [str(each) for each in (SECONDS, MEGABYTES, timestamp, *ppi)]
    command = [sys.executable, "-I", str(HERE / "typesetter.py"), str(folder), *limits]
    try:
        done = subprocess.run(  # noqa: S603 (no input from outside)
            command, capture_output=True, text=True, timeout=2 * SECONDS, check=False, env=ENVIRONMENT
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrinted(f"It took longer than {2 * SECONDS} seconds") from error
    if done.returncode == TAGGED_ONLY:
        logger.warning("The PDF does not conform to PDF/UA-1: %s", done.stderr.strip())
    elif done.returncode:
        raise NotPrinted(f"Ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
