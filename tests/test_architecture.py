"""What `make lint` cannot check of the imports: there are none in functions, and no import cycles."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
from django.conf import settings

PACKAGES = ("cms", "practices", "home", "search")
# Why each of these imports cannot be at the top of its module.
IN_FUNCTIONS = {
    "cms/base/apps.py": "receivers and policies need the models, which are loaded after the apps",
    "cms/base/mail/urls.py": "the clients of a dozen mail services take a while to import, and few sites use one",
    "home/apps.py": "the same",
    "practices/apps.py": "the same",
    "search/apps.py": "the same",
    "search/engines/current.py": "the client of Elasticsearch takes half a second to import, and few processes use it",
}
pytestmark = pytest.mark.once


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (Path(settings.BASE_DIR) / package).rglob("*.py")


def imports_in_functions(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = (node for function in functions for node in ast.walk(function))
    return [ast.unparse(node) for node in inside if isinstance(node, ast.Import | ast.ImportFrom)]


def test_only_a_few_modules_import_inside_functions_each_for_a_reason():
    found = {str(path.relative_to(settings.BASE_DIR)) for path in modules() if imports_in_functions(path)}
    assert found == set(IN_FUNCTIONS)


def test_no_imports_go_round_in_a_circle():
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)
    imported = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imported).prepare()  # raises CycleError with the cycle


def test_every_receiver_is_connected_when_the_apps_are_ready():
    """In a process of its own: here, other tests have imported what an app forgot."""
    root = Path(settings.BASE_DIR)
    named = {
        ".".join(path.relative_to(root).with_suffix("").parts)
        for path in modules()
        if "@receiver(" in path.read_text(encoding="utf-8")
    }
    code = "import sys, django; django.setup(); print(*sys.modules)"
    ready = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True)
    assert len(named) > 5
    assert named <= set(ready.stdout.split())
