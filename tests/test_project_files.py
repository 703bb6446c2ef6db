"""The documents, the files for GitHub and the pre-commit hooks agree with the Makefile and pyproject.toml."""

import re
import subprocess
import tomllib
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TARGETS = set(re.findall(r"^([a-z-]+):.*## \S", (ROOT / "Makefile").read_text(), re.MULTILINE))
TEXTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".github/**/*.*")])
WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))
MENTIONED = re.compile(r"(?:`|^ {4}|run: )make ([a-z-]+)", re.MULTILINE)
EXACT = re.compile(r"[\w.-]+/[\w./-]+@v\d+\.\d+\.\d+")  # not @v4 and not @main: those change without a commit here
pytestmark = pytest.mark.once


def jobs() -> list[dict[str, Any]]:
    return [job for path in WORKFLOWS for job in yaml.safe_load(path.read_text())["jobs"].values()]


def steps() -> list[dict[str, Any]]:
    return [step for job in jobs() for step in job["steps"]]


def matrix(name: str) -> list[str]:
    return [value for job in jobs() for value in job["strategy"]["matrix"][name]]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_target_that_is_written_about_exists(path: Path):
    assert set(MENTIONED.findall(path.read_text())) <= TARGETS


def test_documents_are_found_to_write_about_make():
    assert len({target for path in TEXTS for target in MENTIONED.findall(path.read_text())}) > 5


def test_ci_runs_make_and_nothing_else():
    assert {step["run"] for step in steps() if "run" in step} == {'make "$TARGET"'}
    assert {"lint", "coverage", "test-postgres", "test-elasticsearch"} == set(matrix("target")) <= TARGETS


def test_actions_are_pinned_to_exact_versions():
    used = [step["uses"] for step in steps() if "uses" in step]
    assert used
    assert [action for action in used if not EXACT.fullmatch(action)] == []


def test_ci_begins_with_the_oldest_python_that_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["requires-python"] == f">={matrix('python')[0]}"
    assert project["tool"]["mypy"]["python_version"] == matrix("python")[0]


def test_pre_commit_hooks_call_what_make_lint_calls():
    lint = subprocess.run(["make", "--dry-run", "lint"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]
    assert hooks
    for hook in hooks:
        program = " ".join(takewhile(lambda word: not word.startswith("-"), hook["entry"].split()))
        assert re.search(rf"^{re.escape(program)}( |$)", lint, re.MULTILINE), program


def test_the_pictures_of_the_readme_are_there_and_small():
    pictures = re.findall(r'<img src="([^"]+)"', (ROOT / "README.md").read_text())
    assert pictures
    assert [name for name in pictures if (ROOT / name).stat().st_size > 150_000] == []
