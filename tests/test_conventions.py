"""Promises of the repository that no other tool checks."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from wagtail.models import get_page_models

from home.demo.users import PASSWORD, logins

ROOT = Path(settings.BASE_DIR)
OUR_APPS = {
    config.name
    for config in apps.get_app_configs()
    if Path(config.path).is_relative_to(ROOT / config.name.split(".")[0])
}
# Written in pieces, so that this file passes its own test.
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "repo1." + "maven"]
MACHINE_PATH = re.compile(r"(?<![\w.}~-])/(?:work|root|Users|home/[a-z]+)/(?!admin)")
pytestmark = pytest.mark.once


def tracked_texts() -> list[tuple[str, str]]:
    """Name and text of every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [(str(p.relative_to(ROOT)), p.read_text(errors="replace")) for p in paths if p.is_file()]


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    found = []
    for name, text in tracked_texts():
        found += [(name, host) for host in HOSTS if host in text]
        found += [(name, match.group()) for match in MACHINE_PATH.finditer(text)]
    assert not found


def test_the_readme_names_every_demo_login_with_its_language():
    rows = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("|")]
    for login in logins(settings.LANGUAGE_CODES):
        assert [row for row in rows if f"`{login.username}`" in row and row.endswith(f"| {login.language} |")], login
    assert PASSWORD in (ROOT / "README.md").read_text()


def test_every_management_command_that_is_written_about_exists():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "docker-compose.yml"]:
        mentioned = set(re.findall(r"manage\.py,? ([a-z_]+)", path.read_text()))
        assert mentioned <= set(get_commands()), path.name


def test_every_link_between_documents_leads_somewhere():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_every_path_that_is_written_about_exists():
    in_code = re.compile(r"`((?:benchmarks|cms|home|practices|requirements|search|templates|tests|tools)/[\w./-]*)`")
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        missing = [name for name in in_code.findall(path.read_text()) if not (ROOT / name).exists()]
        assert not missing, f"{path.name}: {missing}"


def test_every_variable_of_a_deployment_is_documented():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/deployment.md").read_text(), re.MULTILINE))
    settings_text = "".join((ROOT / f"cms/settings/{name}.py").read_text() for name in ("base", "production"))
    read = set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", settings_text))
    compose, image = (ROOT / "docker-compose.yml").read_text(), (ROOT / "Dockerfile").read_text()
    asked = set(re.findall(r"\$\{([A-Z_]+)", compose))
    example = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read | asked | example <= documented | {"COMPOSE_PROFILES", "ES_JAVA_OPTS"}
    assert len(read) > 10
    # Set in .env, each of them has to reach the containers.
    assert read <= set(re.findall(r"^    ([A-Z_]+):", compose, re.MULTILINE)) | set(re.findall(r"([A-Z_]+)=/", image))


def test_a_deployment_without_docker_is_built_like_the_image():
    commands = r"(?:pybabel compile|python (?:tools/fonts|manage)\.py \w*) ?[^\n&;\\#]*"
    built = re.findall(commands, (ROOT / "Dockerfile").read_text())
    described = (ROOT / "docs/deployment.md").read_text()
    assert len(built) == 5
    assert all(command.replace(" --all", "").strip() in described for command in built)


@pytest.mark.parametrize("name", sorted(name for name, app in get_commands().items() if app in OUR_APPS))
def test_every_command_says_what_it_does(name: str):
    assert load_command_class(get_commands()[name], name).help


def test_layouts_know_no_left_and_no_right():
    """They are mirrored in languages that run from right to left."""
    sides = re.compile(r"(?<![\w-])(?:[\w-]+-)?(?:left|right)\s*:")
    four = re.compile(r"(?<![\w-])(?:margin|padding|inset): *[^\s;]+ +([^\s;]+) +[^\s;]+ +([^\s;]+);")
    wrong = []
    for name, text in tracked_texts():
        if name.endswith(".css"):
            wrong += [(name, found[0]) for found in sides.finditer(text)]
            wrong += [(name, found[0]) for found in four.finditer(text) if found[1] != found[2]]
    assert not wrong


def test_no_admin_header_takes_a_variable_for_its_heading():
    """Wagtail's header shows a `heading` of the context, whoever set it, instead of its h1 with the title."""
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert "wagtailadmin/shared/header.html" not in text or " as heading %}" not in text, path.name


def test_the_stock_site_that_pages_are_measured_against_has_every_kind_of_page():
    stock = (ROOT / "benchmarks/stock_pages/models.py").read_text()
    ours = [model for model in get_page_models() if model.__module__.startswith(("home.", "practices."))]
    assert not [model for model in ours if f"class {model.__name__}(" not in stock]
