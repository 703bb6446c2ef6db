"""Removes everything but the picture from image files without decoding them, so that no quality is lost.

Each function takes a whole file and returns it without metadata and without what follows its end, where cameras put
videos. They list what to keep, not what to remove, so that unknown kinds of metadata are removed as well. They raise
ValueError, IndexError or struct.error for a damaged file.
"""

import struct
from collections.abc import Iterator
from itertools import islice

# JPEG markers without a length: TEM, RST0–RST7.
JPEG_STANDALONE = {0x01, *range(0xD0, 0xD8)}
JPEG_END, JPEG_SCAN = 0xD9, 0xDA
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Colours, transparency and animation; all other ancillary chunks are text, dates, EXIF or private.
PNG_KEPT = set(b"tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split())
WEBP_KEPT = set(b"VP8X,VP8 ,VP8L,ALPH,ANIM,ANMF,ICCP".split(b","))
WEBP_HAS_METADATA = 0x08 | 0x04  # flags of VP8X: EXIF, XMP
GIF_IMAGE, GIF_EXTENSION, GIF_END = 0x2C, 0x21, 0x3B
GIF_CONTROL, GIF_APPLICATION = 0xF9, 0xFF
GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")  # repetition, and the colour profile


def jpeg(data: bytes) -> bytes:
    if data[:2] != b"\xff\xd8":
        raise ValueError("not a JPEG file")
    kept, position = [data[:2]], 2
    while (position := data.find(b"\xff", position)) >= 0:
        while data[position + 1] == 0xFF:  # fill bytes
            position += 1
        marker = data[position + 1]
        if marker == JPEG_END:
            break
        if marker in JPEG_STANDALONE:
            end = position + 2
        else:
            (length,) = struct.unpack_from(">H", data, position + 2)
            end = position + 2 + length
        if marker == JPEG_SCAN:
            end = _end_of_scan(data, end)
        kept.append(_kept_of_jpeg(marker, data[position:end]))
        position = end
    return b"".join([*kept, b"\xff\xd9"])


def _end_of_scan(data: bytes, position: int) -> int:
    """The position of the next marker outside the compressed data."""
    while (position := data.find(b"\xff", position)) >= 0:
        following = data[position + 1 : position + 2]
        if following and following[0] != 0 and following[0] not in JPEG_STANDALONE:
            return position
        position += 2
    return len(data)  # truncated: the last rows are grey


def _kept_of_jpeg(marker: int, segment: bytes) -> bytes:
    if marker == 0xE0 and segment[4:9] == b"JFIF\0":  # without its thumbnail, which may show what was cropped
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"
    if marker == 0xE2 and segment[4:16] == b"ICC_PROFILE\0":
        return segment
    if marker == 0xEE and segment[4:9] == b"Adobe":  # how the colours are stored
        return segment
    return b"" if 0xE0 <= marker <= 0xEF or marker == 0xFE else segment


def png(data: bytes) -> bytes:
    if data[:8] != PNG_SIGNATURE:
        raise ValueError("not a PNG file")
    kept, position, kind = [PNG_SIGNATURE], 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        is_critical = not kind[0] & 0x20
        if is_critical or kind in PNG_KEPT:
            kept.append(data[position:end])
        position = end
    return b"".join(kept)


def webp(data: bytes) -> bytes:
    riff, size, kind = struct.unpack_from("<4sI4s", data)
    if (riff, kind) != (b"RIFF", b"WEBP"):
        raise ValueError("not a WebP file")
    body = b"".join(_kept_of_webp(data[: 8 + size]))
    return struct.pack("<4sI4s", b"RIFF", 4 + len(body), b"WEBP") + body


def _kept_of_webp(data: bytes) -> Iterator[bytes]:
    position = 12
    while position + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, position)
        end = position + 8 + size + size % 2
        chunk = data[position:end]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_HAS_METADATA]) + chunk[9:]
        if kind in WEBP_KEPT:
            yield chunk
        position = end


def gif(data: bytes) -> bytes:
    if data[:3] != b"GIF":
        raise ValueError("not a GIF file")
    header = data[: 13 + _size_of_colours(data[10])]
    kept = [block for block in _gif_blocks(data) if _is_kept_of_gif(block)]
    return b"".join([header, *kept, bytes([GIF_END])])


def gif_frames(data: bytes, most: int) -> int:
    """How many frames it has, counted up to `most`."""
    frames = (block for block in _gif_blocks(data) if block[0] == GIF_IMAGE)
    return sum(1 for _ in islice(frames, most))


def _gif_blocks(data: bytes) -> Iterator[bytes]:
    """Images and extensions."""
    position = 13 + _size_of_colours(data[10])
    while position < len(data) and data[position] != GIF_END:
        start = position
        if data[start] == GIF_IMAGE:
            position = _end_of_blocks(data, start + 11 + _size_of_colours(data[start + 9]))
            yield data[start:position]
        elif data[start] == GIF_EXTENSION:
            position = _end_of_blocks(data, start + 2)
            yield data[start:position]
        else:
            position += 1  # programs skip unknown bytes


def _is_kept_of_gif(block: bytes) -> bool:
    if block[0] == GIF_IMAGE or block[1] == GIF_CONTROL:
        return True
    return block[1] == GIF_APPLICATION and block[3:14] in GIF_KEPT


def _size_of_colours(flags: int) -> int:
    """The size in bytes of the colour table that `flags` announces."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, position: int) -> int:
    while size := data[position]:
        position += 1 + size
    return position + 1
