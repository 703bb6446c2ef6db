"""Lock files are installed from the index that pip is configured for, by uv, and by pip where there is no uv."""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.tools.package_index import NAME, VERSION, PackageIndex, serving
from tools.packages import pip_options, uv_variables

pytestmark = pytest.mark.once
SITE_PACKAGES = Path(sysconfig.get_path("purelib"))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[PackageIndex]:
    with serving(tmp_path / "index") as index:
        yield index


def environment(folder: Path, packages: Path) -> Path:
    """The Python of a new virtual environment which also finds what is in `packages`."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin/python"
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    purelib = Path(subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip())
    (purelib / "more.pth").write_text(f"{packages}\n")
    return python


def install(python: Path, index: PackageIndex, folder: Path) -> subprocess.CompletedProcess[str]:
    """What `tools/packages.py` does where a file of pip's configuration, and nothing else, names the index."""
    (folder / "lock.txt").write_text(f"{NAME}=={VERSION} --hash=sha256:{index.hash}\n")
    (folder / "pip.conf").write_text(f"[global]\nindex-url = {index.url}\n")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    variables |= {"PIP_CONFIG_FILE": str(folder / "pip.conf"), "UV_CACHE_DIR": str(folder / "cache")}
    variables |= {"PIP_NO_CACHE_DIR": "1", "PIP_RETRIES": "0"}
    return subprocess.run(
        [python, "tools/packages.py", folder / "lock.txt"],
        cwd=settings.BASE_DIR, env=variables, capture_output=True, text=True,
    )  # fmt: skip


def test_uv_installs_from_the_index_that_pip_is_configured_for(index: PackageIndex, tmp_path: Path) -> None:
    python = environment(tmp_path / "venv", SITE_PACKAGES)
    done = install(python, index, tmp_path)
    assert done.returncode == 0, done.stderr
    assert index.askers == {"uv"}, done.stderr
    assert "WARNING" not in done.stderr
    subprocess.run([python, "-c", f"import {NAME}"], check=True)


def test_pip_installs_and_says_so_where_there_is_no_uv(index: PackageIndex, tmp_path: Path) -> None:
    (tmp_path / "only").mkdir()
    (tmp_path / "only/pip").symlink_to(SITE_PACKAGES / "pip")
    python = environment(tmp_path / "venv", tmp_path / "only")
    done = install(python, index, tmp_path)
    assert done.returncode == 0, done.stderr
    assert index.askers == {"pip"}
    assert "uv cannot be installed here" in done.stderr
    subprocess.run([python, "-c", f"import {NAME}"], check=True)


def test_a_package_with_another_hash_is_installed_by_nobody(index: PackageIndex, tmp_path: Path) -> None:
    index.hash = index.hash[::-1]
    python = environment(tmp_path / "venv", SITE_PACKAGES)
    done = install(python, index, tmp_path)
    assert done.returncode
    assert subprocess.run([python, "-c", f"import {NAME}"], capture_output=True).returncode


def test_what_pip_is_told_is_told_to_uv(tmp_path: Path) -> None:
    (tmp_path / "pip.conf").write_text(
        "[global]\nindex-url = http://global.example/simple\ntimeout = 7\n"
        "trusted-host = one.example\n  two.example\ncert = /etc/own's.pem\n"
        "[install]\nindex-url = http://install.example/simple\n"
        "[download]\nindex-url = http://download.example/simple\n"
    )
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    variables |= {"PIP_CONFIG_FILE": str(tmp_path / "pip.conf"), "PIP_TIMEOUT": "9"}
    variables |= {"PIP_EXTRA_INDEX_URL": "http://a.example/simple http://b.example/simple"}
    variables |= {"PIP_FIND_LINKS": f"{tmp_path} {tmp_path}/missing http://links.example/"}
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, env=variables, check=True, capture_output=True, text=True).stdout
    assert uv_variables(pip_options(listed)) == {
        "UV_DEFAULT_INDEX": "http://install.example/simple",
        "UV_INDEX": "http://a.example/simple http://b.example/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_INSECURE_HOST": "one.example two.example",
        "UV_FIND_LINKS": f"{tmp_path},http://links.example/",
        "UV_HTTP_TIMEOUT": "9",
        "SSL_CERT_FILE": "/etc/own's.pem",
    }
