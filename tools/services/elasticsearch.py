"""A stock Elasticsearch: one node, loopback, without security. It is downloaded once, as part of a Maven artifact."""

import fcntl
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NoReturn
from urllib.error import URLError
from urllib.request import urlopen

from tools.services.common import ROOT, account, become, free_port, give, hand_over, lasting_folder, may, served

POM = ROOT / "tools/services/elasticsearch.pom.xml"
VERSION = "9.4.3"  # as in docker-compose.yml; the client in requirements/ is of the same minor version
START_SECONDS = 240  # a busy machine may be slow; a server that exits is noticed at once
CONFIGURATION = """\
cluster.name: new-times-tests
discovery.type: single-node
network.host: 127.0.0.1
http.port: {port}
transport.port: 0
path.data: {folder}/data
path.logs: {folder}/logs
xpack.security.enabled: false
xpack.security.autoconfiguration.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
action.destructive_requires_name: false
"""
HOW_TO_GET_ONE = (
    "Elasticsearch cannot be started here: {reason}\n"
    "Name a server that tests may write to (TEST_ELASTICSEARCH_URL=http://127.0.0.1:9200, version "
    f"{VERSION}; `docker run -p 127.0.0.1:9200:9200 -e discovery.type=single-node -e xpack.security.enabled=false "
    f"elasticsearch:{VERSION}` starts one), or run the tests without it: make test-embedded."
)


def refuse(reason: str) -> NoReturn:
    sys.exit(HOW_TO_GET_ONE.format(reason=reason))


def java_home() -> Path:
    """A JDK of 21 or newer with all modules: `JAVA_HOME`, or the newest on the system."""
    candidates = [Path(home) for home in filter(None, [os.environ.get("JAVA_HOME")])]
    found = {Path(path).parent for path in glob.glob("/usr/lib/jvm/*/release")}
    candidates += sorted(found, key=_java_version, reverse=True)
    for home in candidates:
        if may(account("nobody"), "-x", home / "bin/java") and _java_version(home) >= 21:
            return home
    if subprocess.run([ROOT / "tools/need", "openjdk-21-jdk-headless"]).returncode:
        refuse("it needs a JDK of 21 or newer.")
    return java_home()


def _java_version(home: Path) -> int:
    release = home / "release"
    match = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
    return int(match.group(1)) if match else 0


def distribution() -> Path:
    """The folder of the unpacked server, downloaded the first time (about 950 MB, of which 200 MB are kept)."""
    owner = account("nobody")
    homes = lasting_folder(owner) / "elasticsearch-home"
    homes.mkdir(exist_ok=True)
    with (homes / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another run may be downloading it
        if not may(owner, "-x", homes / VERSION / "lib"):
            fetch(homes / VERSION, homes / "unpacking")
    return homes / VERSION


def fetch(unpacked: Path, work: Path) -> None:
    if not shutil.which("mvn") and subprocess.run([ROOT / "tools/need", "maven"]).returncode:
        refuse("Maven, which fetches it, is missing.")
    print(f"Fetching Elasticsearch {VERSION} (about 950 MB, once) ...", flush=True)
    shutil.rmtree(work, ignore_errors=True)
    command = ["mvn", "-q", "-B", "-f", POM, f"-Dwork={work}", "process-resources"]
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode:
        refuse("Maven could not fetch it.")
    source = next(work.glob("*/elasticsearch"), None)
    if source is None:
        refuse("the archive that Maven fetched holds none.")
    # Readable for the server's account, regardless of the umask.
    subprocess.run(["chmod", "-R", "a+rX", unpacked.parent], check=True)
    shutil.rmtree(unpacked, ignore_errors=True)
    source.rename(unpacked)
    shutil.rmtree(work, ignore_errors=True)


class Server:
    def __init__(self, folder: Path) -> None:
        self.folder, self.java, self.home = folder, java_home(), distribution()
        self.owner = account("nobody")
        self.process: subprocess.Popen[bytes] | None = None

    def prepare(self, port: int) -> None:
        """Writes a fresh configuration; data of earlier runs is deleted."""
        for name in ("config", "data", "logs", "tmp"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            hand_over(self.folder / name, self.owner)
        hand_over(self.folder / "config/jvm.options.d", self.owner)
        shutil.copy(self.home / "config/log4j2.properties", self.folder / "config")
        options = (self.home / "config/jvm.options").read_text().splitlines()
        kept = [line for line in options if not re.search(r"^[0-9-]*:*-Xlog|HeapDump|ErrorFile", line)]
        (self.folder / "config/jvm.options").write_text("\n".join(kept) + "\n")
        (self.folder / "config/elasticsearch.yml").write_text(CONFIGURATION.format(port=port, folder=self.folder))
        for path in (self.folder / "config").iterdir():
            give(path, self.owner)  # regardless of the umask

    def start(self) -> str:
        """Starts the server, waits until it responds, and returns its URL."""
        port = free_port()
        self.prepare(port)
        environment = {
            "PATH": os.environ["PATH"],
            "JAVA": str(self.java / "bin/java"),
            "JAVA_TYPE": "ES_JAVA_HOME",
            "ES_HOME": str(self.home),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_DISTRIBUTION_TYPE": "zip",
            "ES_TMPDIR": str(self.folder / "tmp"),
            "ES_JAVA_OPTS": os.environ.get("ES_JAVA_OPTS", "-Xms768m -Xmx768m"),
            # Otherwise, its record of flags would remain in the system's temporary folder.
            "CLI_JAVA_OPTS": f"-Xms4m -Xmx64m -XX:+UseSerialGC -Djava.io.tmpdir={self.folder / 'tmp'}",
        }
        command = [
            str(self.java / "bin/java"), "-Xms4m", "-Xmx64m", "-XX:+UseSerialGC",
            "-cp", f"{self.home}/lib/tools/server-launcher/*", "org.elasticsearch.server.launcher.ServerLauncher",
        ]  # fmt: skip
        with (self.folder / "output").open("wb") as output:
            self.process = process = subprocess.Popen(  # type: ignore[call-overload]
                command, cwd=self.home, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True, **become(self.owner),
            )  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        self._wait(url, process)
        return url

    def _wait(self, url: str, process: subprocess.Popen[bytes]) -> None:
        """Returns when the server responds. Gives up at once if it has exited."""
        started = time.monotonic()
        while (status := process.poll()) is None and time.monotonic() < started + START_SECONDS:
            try:
                with urlopen(f"{url}/_cluster/health?wait_for_status=yellow&timeout=2s", timeout=5) as answer:
                    if json.load(answer)["status"] in ("yellow", "green"):
                        return
            except (URLError, OSError):
                time.sleep(0.3)
        self.stop()
        if status is None:
            fate = f"it did not answer within {START_SECONDS} s"
        else:
            seconds = time.monotonic() - started
            fate = f"it ended {'with exit status' if status >= 0 else 'by signal'} {abs(status)} after {seconds:.1f} s"
        output = (self.folder / "output").read_text(errors="replace")
        refuse(f"{fate}. The end of its log:\n{output[-3000:]}\n")

    def stop(self) -> None:
        """Stops the launcher and the server that it started: they are a process group of their own."""
        if self.process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, signal.SIGCONT)
                os.killpg(self.process.pid, number)
                self.process.wait(timeout=20)
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                continue


def elasticsearch() -> AbstractContextManager[str]:
    """The URL of a running, empty server."""
    return served("elasticsearch", "nobody", Server)
