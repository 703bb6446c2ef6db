"""Prints what an import costs: `python -m benchmarks.importing [ROWS]`.

Seconds, and memory above idle, for checking, writing and undoing a workbook, step by step like the worker, on a
temporary database with a new site. The workbook is read in a separate process, whose memory is printed separately.
"""

import argparse
import gc
import os
import re
import resource
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from xlsxwriter import Workbook  # noqa: E402

from home.setup import start_site  # noqa: E402
from practices.exchange.importing.model import Import, ImportedFile  # noqa: E402
from practices.exchange.importing.running import go_on  # noqa: E402
from practices.models import Concept, PartnerPage, PracticeIndexPage, PracticePage  # noqa: E402

State = Import.State
TEXT = "Volunteers and newcomers meet in a library once a week and talk about everyday things. "
TERMS = {
    "countries": "country",
    "target_groups": "target-group",
    "skill_types": "skill-type",
    "methods": "method",
}
LONG = ("context", "activities", "resources", "results", "constraints", "lessons", "transfer")


def workbook(rows: int) -> bytes:
    """A workbook of practices with seven texts of three paragraphs and a list, as in national reports."""
    slugs = {
        name: list(Concept.objects.filter(scheme=scheme, is_heading=False).values_list("slug", flat=True))
        for name, scheme in TERMS.items()
    }
    stream = BytesIO()
    with Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Practices")
        sheet.write_row(0, 0, ["external_id", "title", "summary", *LONG, *TERMS, "evidence_level", "start_year"])
        for number in range(rows):
            text = "\n\n".join([TEXT * 3] * 3) + f"\n\n- One\n- Two\n- Number {number}"
            terms = [f"{found[number % len(found)]}; {found[-1]}" for found in slugs.values()]
            first = [f"N-{number}", f"Language café number {number}", TEXT]
            sheet.write_row(number + 1, 0, [*first, *[text] * len(LONG), *terms, "promising", "2019"])
    return stream.getvalue()


def memory(name: str) -> float:
    """The memory of this process in MB: "VmRSS" is current, "VmHWM" the peak since `forget_peak`."""
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def measure(name: str, idle: float, do: Callable[[], None]) -> None:
    gc.collect()
    forget_peak()
    started = perf_counter()
    do()
    taken = perf_counter() - started
    print(f"{name:10} {taken:7.1f} s   {memory('VmHWM') - idle:+6.0f} MB", flush=True)


def main(rows: int) -> None:
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        start_site("Benchmark", lambda text: None)
        _measure(rows)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _measure(rows: int) -> None:
    user = get_user_model().objects.create_superuser("admin", "admin@example.org", "not-secret")
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    partner = index.add_child(instance=PartnerPage(title="A partner", short_name="Partner"))
    data = workbook(rows)
    run = Import.objects.create(user=user, file_name="a.xlsx", partner=partner.code, state=State.CHECKING)
    ImportedFile.objects.create(run=run, data=data)
    gc.collect()
    idle = memory("VmRSS")
    print(f"{rows} rows, {len(data) / 1024:.0f} KB; idle {idle:.0f} MB", flush=True)

    def go(state: str = "", until: str = "") -> None:
        if state:
            Import.objects.filter(pk=run.pk).update(state=state, undone_by=user)
        go_on(run.pk)
        run.refresh_from_db()
        if run.state != until:
            raise AssertionError((run.state, run.problem, run.wrong))

    measure("preview", idle, lambda: go(until=State.READY))
    measure("import", idle, lambda: go(State.RUNNING, State.DONE))
    if PracticePage.objects.exclude(external_id="").count() != rows:
        raise AssertionError("The practices are not there.")
    measure("undo", idle, lambda: go(State.UNDOING, State.UNDONE))
    if PracticePage.objects.exclude(external_id="").exists():
        raise AssertionError("The practices are still there.")
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"The process that reads the workbook: {child:.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int, nargs="?", default=1_000)
    main(parser.parse_args().rows)
