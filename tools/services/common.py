"""What starting any server needs: an account, a free port, a folder, and a command to run."""

import fcntl
import os
import pwd
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).resolve().parent.parent.parent
RUN = ROOT / ".run"
CACHE = Path("/var/cache/new-times")  # instead of RUN, if a server's account may not enter the checkout


def account(preferred: str) -> pwd.struct_passwd:
    """The account that servers run as, because they refuse to run as root."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam(preferred if preferred in names else "nobody")


def become(owner: pwd.struct_passwd) -> dict[str, object]:
    """Arguments for `subprocess` that run a program as `owner`."""
    return {} if os.geteuid() else {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def hand_over(folder: Path, owner: pwd.struct_passwd) -> None:
    """Creates `folder`, owned by `owner`."""
    folder.mkdir(parents=True, exist_ok=True)
    give(folder, owner)


def give(path: Path, owner: pwd.struct_passwd) -> None:
    """Makes `owner` the owner of `path`, if running as root."""
    if not os.geteuid():
        os.chown(path, owner.pw_uid, owner.pw_gid)


def may(owner: pwd.struct_passwd, permission: str, path: Path) -> bool:
    """Whether `owner` may read ("-r"), write ("-w") or enter ("-x") `path`: a parent folder may not be accessible."""
    test = ["test", permission, path]
    return subprocess.run(test, cwd="/", **become(owner)).returncode == 0  # type: ignore[call-overload,no-any-return]


def lasting_folder(owner: pwd.struct_passwd) -> Path:
    """A persistent folder that `owner` may enter."""
    RUN.mkdir(exist_ok=True)
    if may(owner, "-x", RUN):
        return RUN
    CACHE.mkdir(exist_ok=True)  # only root's checkout can be inaccessible to `owner`
    CACHE.chmod(0o755)
    return CACHE


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def folder_for(name: str, owner: pwd.struct_passwd) -> Iterator[Path]:
    """`NAME` in the lasting folder, for one server at a time; a temporary folder while another run uses that one."""
    lasting = lasting_folder(owner)
    with (lasting / f"{name}.lock").open("w") as lock, tempfile.TemporaryDirectory(prefix="newtimes-") as temporary:
        Path(temporary).chmod(0o711)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            candidates = [lasting / name, Path(temporary) / name]
        except BlockingIOError:
            candidates = [Path(temporary) / name]
        for folder in candidates:
            hand_over(folder, owner)
            if may(owner, "-w", folder):
                yield folder
                return
        sys.exit(
            f"{owner.pw_name}, who the server runs as, may not write to {temporary}: name an open folder in TMPDIR."
        )


class Server(Protocol):
    """`start` returns the URL of the running server."""

    def start(self) -> str: ...

    def stop(self) -> None: ...


@contextmanager
def served(name: str, user: str, server_in: Callable[[Path], Server]) -> Iterator[str]:
    """The URL of a server in the folder of `name`, run as `user` if possible, and stopped at the end."""
    with folder_for(name, account(user)) as folder:
        server = server_in(folder)
        try:
            yield server.start()
        finally:
            before = signal.signal(signal.SIGINT, signal.SIG_IGN)
            server.stop()
            signal.signal(signal.SIGINT, before)


def run(command: list[str], **variables: str) -> int:
    """Runs the command and waits for it, even if it takes long to react to a signal."""
    # Ctrl-C reaches the command by itself. Not SIG_IGN: a command that is started later would inherit it.
    signal.signal(signal.SIGINT, lambda *_: None)
    child = subprocess.Popen(command, env={**os.environ, **variables})
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: child.terminate())
    code = child.wait()
    return code if code >= 0 else 128 - code


def run_with(service: AbstractContextManager[str], variable: str, given: str, usage: str) -> int:
    """Runs the command from the command line with the service's URL in `variable`; with `given` if that is set."""
    command = sys.argv[1:]
    if not command:
        sys.exit(usage)
    if url := os.environ.get(given):
        return run(command, **{variable: url})
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    with service as url:
        return run(command, **{variable: url})
