"""A PostgreSQL without fsync, so only for throwaway data. The cluster is created once and reused."""

import secrets
import shutil
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from tools.services.common import ROOT, account, become, free_port, give, hand_over, served

OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
START_SECONDS = 60


def programs() -> Path:
    """The folder of initdb and pg_ctl: Debian's newest, or those in PATH."""
    subprocess.run([ROOT / "tools/need", "postgresql"], check=True)
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return installed[-1].parent if installed else Path(shutil.which("initdb") or "").resolve().parent


class Server:
    def __init__(self, folder: Path) -> None:
        self.folder, self.data, self.bin = folder, folder / "data", programs()
        self.owner = account("postgres")

    def as_owner(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, **become(self.owner)
        )  # type: ignore[call-overload,no-any-return]

    def create(self) -> None:
        """Creates the cluster, unless there is one for this version of PostgreSQL."""
        version = self.as_owner(self.bin / "initdb", "--version").stdout.split()[2].split(".")[0]
        marker, password = self.data / "PG_VERSION", self.folder / "password"
        if marker.exists() and password.exists() and marker.read_text().strip() == version:
            return
        print(f"Making a PostgreSQL {version} cluster in {self.folder} ...", flush=True)
        for part in (self.data, unfinished := self.folder / "unfinished"):
            shutil.rmtree(part, ignore_errors=True)
        password.touch(mode=0o600)
        password.write_text(secrets.token_hex(16))
        give(password, self.owner)
        done = self.as_owner(
            self.bin / "initdb", "--pgdata", unfinished, "--username=newtimes", f"--pwfile={password}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"initdb failed:\n{done.stdout}{done.stderr}")
        unfinished.rename(self.data)

    def start(self) -> str:
        """Starts the server and returns its URL."""
        hand_over(self.folder, self.owner)
        self.create()
        self.stop()  # left behind by a killed run
        log = self.folder / "log"
        for _attempt in range(3):  # another process may take the port first
            port = free_port()
            options = " ".join(f"-c {name}='{value}'" for name, value in {**OPTIONS, "port": port}.items())
            started = self.pg_ctl(
                "start", "--wait", f"--timeout={START_SECONDS}", f"--log={log}", f"--options={options}"
            )
            if started.returncode == 0:
                password = (self.folder / "password").read_text()
                return f"postgres://newtimes:{password}@127.0.0.1:{port}/postgres"
            if self.runs():
                fate = f"It did not answer within {START_SECONDS} s"
                break
            fate = "It ended"
        words = log.read_text(errors="replace")[-3000:] if log.exists() else ""
        sys.exit(f"PostgreSQL cannot be started here. {fate}: {started.stderr.strip()}\nThe end of its log:\n{words}")

    def stop(self) -> None:
        if self.runs() and self.pg_ctl("stop", "--mode=fast", "--timeout=30").returncode:
            self.pg_ctl("stop", "--mode=immediate")

    def runs(self) -> bool:
        return self.pg_ctl("status").returncode == 0

    def pg_ctl(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.as_owner(self.bin / "pg_ctl", f"--pgdata={self.data}", *arguments)


def postgres() -> AbstractContextManager[str]:
    """The URL of a running server."""
    return served("postgres", "postgres", Server)
