"""Installs a lock file into the virtual environment of the Python that runs this: `python tools/packages.py LOCK`.

uv does in seconds what takes pip a minute. It uses the package index that pip is configured for; if it is not available
or fails, pip installs instead.
"""

import ast
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

UV_LOCK = Path(__file__).resolve().parent.parent / "requirements/uv.txt"
PIP = [sys.executable, "-m", "pip"]
PIP_INSTALL = [*PIP, "install", "--disable-pip-version-check", "--require-hashes", "--requirement"]
UV_INSTALL = [sys.executable, "-m", "uv", "pip", "install", "--python", sys.executable, "--require-hashes"]
# pip's single-value options, and uv's names for them.
SAME = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "client-cert": "SSL_CLIENT_CERT",
        "proxy": "ALL_PROXY", "timeout": "UV_HTTP_TIMEOUT", "default-timeout": "UV_HTTP_TIMEOUT"}  # fmt: skip


def pip_options(listed: str) -> dict[str, str]:
    """The output of `pip config list`. Values for a command override global ones, the environment both."""
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        section, _, option = name.rpartition(".")
        if section in found:
            found[section][option] = str(ast.literal_eval(value))
    return {**found["global"], **found["install"], **found[":env:"]}


def uv_variables(options: dict[str, str]) -> dict[str, str]:
    """pip's options as environment variables of uv."""
    variables = {SAME[name]: value for name, value in options.items() if name in SAME}
    if indexes := options.get("extra-index-url", "").split():
        variables["UV_INDEX"] = " ".join(indexes)
        # Like pip, take the locked file from any index. The hashes keep this safe.
        variables["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if hosts := options.get("trusted-host", "").split():
        variables["UV_INSECURE_HOST"] = " ".join(hosts)
    # pip ignores a missing folder, uv fails.
    links = [link for link in options.get("find-links", "").split() if "://" in link or Path(link).is_dir()]
    if links:
        variables["UV_FIND_LINKS"] = ",".join(links)
    return variables


def has_uv() -> bool:
    """Whether the locked version of uv is available or can be installed."""
    locked = re.search(r"^uv==(\S+)", UV_LOCK.read_text(), re.MULTILINE)
    try:
        if locked and version("uv") == locked[1]:
            return True
    except PackageNotFoundError:
        pass
    return subprocess.run([*PIP_INSTALL, UV_LOCK, "--quiet"]).returncode == 0


def install(lock: str) -> int:
    """Installs what `lock` lists, and returns an exit status."""
    if has_uv():
        listed = subprocess.run([*PIP, "config", "list"], check=True, capture_output=True, text=True).stdout
        # uv's own variables take precedence.
        environment = {**uv_variables(pip_options(listed)), **os.environ}
        if sys.dont_write_bytecode:  # then nothing is compiled on first import either
            environment["UV_COMPILE_BYTECODE"] = "true"
        if subprocess.run([*UV_INSTALL, "--requirement", lock], env=environment).returncode == 0:
            return 0
        print("WARNING: uv failed, see above. pip tries now.", file=sys.stderr, flush=True)
    else:
        print("WARNING: uv cannot be installed here, see above. pip installs: slower.", file=sys.stderr, flush=True)
    return subprocess.run([*PIP_INSTALL, lock]).returncode


if __name__ == "__main__":
    sys.exit(install(sys.argv[1]))
