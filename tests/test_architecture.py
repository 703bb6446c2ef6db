"""What `make lint` cannot check: no imports in functions, no import cycles, and documents that tell of all code."""

import ast
import re
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
ROOT = Path(settings.BASE_DIR)
NOBODYS = {"_meta", "_default_manager", "_p", "_Element"}  # of Django, which documents them, python-docx and lxml
pytestmark = pytest.mark.once


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def imports_in_functions(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = (node for function in functions for node in ast.walk(function))
    return [ast.unparse(node) for node in inside if isinstance(node, ast.Import | ast.ImportFrom)]


def test_only_a_few_modules_import_inside_functions_each_for_a_reason():
    found = {str(path.relative_to(ROOT)) for path in modules() if imports_in_functions(path)}
    assert found == set(IN_FUNCTIONS)


def test_no_imports_go_round_in_a_circle():
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)
    imported = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imported).prepare()  # raises CycleError with the cycle


def test_every_receiver_is_connected_when_the_apps_are_ready():
    """In a process of its own: here, other tests have imported what an app forgot."""
    named = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in modules()
        if "@receiver(" in path.read_text(encoding="utf-8")
    }
    code = "import sys, django; django.setup(); print(*sys.modules)"
    ready = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert len(named) > 5
    assert named <= set(ready.stdout.split())


def folders_in_the_document() -> Iterator[str]:
    """What the tree in `docs/architecture.md` names, as paths."""
    above: list[str] = []
    for line in (ROOT / "docs/architecture.md").read_text(encoding="utf-8").splitlines():
        if found := re.match(r" {4}(cms|practices|home|search|templates|tests)/", line):
            above = [found[1]]
        elif above and (found := re.match(r" {4}((?:[│ ] {3})*)[├└]── ((?:[\w.]+/?(?:, )?)+)", line)):
            names = [name.rstrip("/") for name in found[2].split(", ")]
            above = above[: 1 + len(found[1]) // 4]
            yield from ("/".join([*above, name]) for name in names)
            above.append(names[0])


def test_the_tree_in_the_document_is_that_of_the_code():
    named = set(folders_in_the_document())
    assert not [name for name in named if not (ROOT / name).exists()]
    folders = {str(path.parent.relative_to(ROOT)) for path in modules() if path.name == "__init__.py"}
    below = ("/migrations", "/commands", "cms/formats/", "cms/settings")
    assert not [name for name in folders - {*PACKAGES, *named} if not any(part in name for part in below)]


def test_every_private_attribute_of_others_is_listed():
    """In `docs/upgrading.md`: what an upgrade may rename without a word."""
    used, ours = set(), set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                    ours.add(name)
                case ast.Attribute(attr=name, ctx=ast.Store()):
                    ours.add(name)
                case (
                    ast.Attribute(attr=name)
                    | ast.Call(
                        func=ast.Name(id="getattr" | "hasattr" | "setattr"), args=[_, ast.Constant(value=str(name)), *_]
                    )
                ):
                    used.add(name)
    listed = set(re.findall(r"\w+", (ROOT / "docs/upgrading.md").read_text(encoding="utf-8")))
    private = {name for name in used if name.startswith("_") and not name.startswith("__")}
    assert not private - ours - listed - NOBODYS
