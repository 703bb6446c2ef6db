"""Strips images of what cameras and programs write into them: where, when, by whom and with what they were taken.

For people in a shelter, that is dangerous, and uploaded files are public.
"""

import struct
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps, ImageSequence
from PIL.JpegImagePlugin import get_sampling

from cms.base.media import containers

WITHOUT_DECODING = {
    "JPEG": containers.jpeg,
    "MPO": containers.jpeg,  # a JPEG file with further pictures after its end
    "PNG": containers.png,
    "WEBP": containers.webp,
    "GIF": containers.gif,
}
ORIENTATION = 0x0112  # the EXIF tag
FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]  # Pillow's names; a JPEG may turn out to be an MPO
GOOD = {"quality": 90, "speed": 8}  # speed is AVIF's


class UnsupportedImage(ValueError):
    """The image is damaged, or in a format whose metadata cannot be removed."""


def without_metadata(data: bytes) -> bytes:
    """The image file `data` without metadata, except its colour profile, and upright; `data` itself if it is both.

    Only a picture that has to be turned, or an AVIF with metadata, is encoded again. Raises UnsupportedImage.
    """
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if strip := WITHOUT_DECODING.get(image.format or ""):
                stripped, orientation = strip(data), _orientation(image, data)
                if orientation != 1:
                    return _upright(stripped, orientation)
                return data if stripped == data else stripped
            return _encoded_again(image) if {"exif", "xmp"} & set(image.info) else data
    except (ValueError, IndexError, struct.error, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnsupportedImage(str(error)) from error


def without_metadata_file(content: File) -> File:
    """`content` itself, or a file of the same name without metadata. Raises UnsupportedImage."""
    content.seek(0)
    data = content.read()
    content.seek(0)
    stripped = without_metadata(data)
    return content if stripped is data else ContentFile(stripped, name=content.name)


def _orientation(image: Image.Image, data: bytes) -> int:
    """How the picture has to be turned; 1 if it is upright. Programs do not turn animations."""
    if image.format == "PNG" and b"eXIf" not in data:
        return 1  # Pillow would decode the picture to find that out
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        return 1
    found = image.getexif().get(ORIENTATION, 1)
    return found if found in range(2, 9) else 1


def _upright(data: bytes, orientation: int) -> bytes:
    with Image.open(BytesIO(data)) as image:
        image.load()
        options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile")}
        if image.format == "JPEG":
            # With the tables of its first encoding, the file keeps its size and quality.
            options["qtables"] = image.quantization  # type: ignore[attr-defined]
            options["subsampling"] = 2 if get_sampling(image) == 2 else 0
            options["progressive"] = "progressive" in image.info
        elif image.format == "WEBP":
            options |= {"lossless": True} if b"VP8L" in data else GOOD
        image.getexif()[ORIENTATION] = orientation
        upright = ImageOps.exif_transpose(image)
        return _saved(upright, image.format or "", options)


def _encoded_again(image: Image.Image) -> bytes:
    """Re-encodes an AVIF, with all its frames."""
    options: dict[str, Any] = {**GOOD, "icc_profile": image.info.get("icc_profile")}
    if getattr(image, "n_frames", 1) == 1:
        return _saved(ImageOps.exif_transpose(image), "AVIF", options)
    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        frames.append(frame.copy())
        durations.append(frame.info.get("duration", 0))
    options |= {"save_all": True, "append_images": frames[1:], "duration": durations}
    return _saved(frames[0], "AVIF", options)


def _saved(image: Image.Image, kind: str, options: dict[str, Any]) -> bytes:
    output = BytesIO()
    image.save(output, kind, exif=b"", **options)
    return output.getvalue()
