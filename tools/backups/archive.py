"""The archive: a tar file with the database, the uploads below `media/`, and a manifest of the contents.

The manifest comes last: checksums are computed while the files are written.
"""

import hashlib
import json
import sys
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
MEDIA = "media"
FORMAT = 1


class Hashing:
    """A file wrapper that computes the checksum while the file is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.checksum = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.checksum.update(data)
        return data


def files_below(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def write(target: Path, database: Path, media: Path, about: dict[str, Any]) -> int:
    """Returns the number of uploads."""
    checksums: dict[str, str] = {}

    def add(tar: tarfile.TarFile, path: Path, name: str) -> None:
        try:
            with path.open("rb") as file:
                hashing = Hashing(file)
                tar.addfile(tar.gettarinfo(arcname=name, fileobj=file), hashing)
        except FileNotFoundError:  # deleted in the meantime
            return
        checksums[name] = hashing.checksum.hexdigest()

    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as tar:
        add(tar, database, database.name)
        for path in files_below(media):
            add(tar, path, f"{MEDIA}/{path.relative_to(media).as_posix()}")
        manifest = json.dumps({"format": FORMAT, **about, "files": checksums}, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(manifest)
        tar.addfile(info, BytesIO(manifest))
    return len(checksums) - 1


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack into the empty `folder` and compare everything with the manifest, which is returned."""
    if not hasattr(tarfile, "data_filter"):
        sys.exit("This Python cannot unpack archives safely: use 3.11.4 or newer.")
    try:
        with tarfile.open(source, "r:") as tar:
            for member in tar:
                if not member.isfile():
                    sys.exit(f"Not a backup of this site: {member.name} in it is not a file.")
                tar.extract(member, folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        expected = manifest["files"]
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        sys.exit(f"The backup cannot be read: {error}")
    if manifest["format"] != FORMAT:
        sys.exit("The backup was written by a newer version: use that one's tools/restore.")
    found = {path.relative_to(folder).as_posix(): path for path in files_below(folder)}
    del found[MANIFEST]
    wrong = sorted(expected.keys() ^ found.keys())
    wrong += [name for name, path in found.items() if name in expected and _checksum(path) != expected[name]]
    if wrong:
        sys.exit("The backup is damaged. Missing, changed or not part of it:\n" + "\n".join(wrong))
    return manifest


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
