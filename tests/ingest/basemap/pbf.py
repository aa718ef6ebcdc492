"""Writes a tiny extract of OpenStreetMap in the published binary format."""

import struct
import zlib


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def whole(number, value):
    return varint(number << 3) + varint(value)


def zigzag(value):
    return value << 1 if value >= 0 else (-value << 1) - 1


def blob(kind, content):
    packed = whole(2, len(content)) + field(3, zlib.compress(content))
    header = field(1, kind) + whole(3, len(packed))
    return struct.pack(">I", len(header)) + header + packed


def write_pbf():
    texts = [b"", b"railway", b"station", b"name", "가나".encode(), b"highway", b"primary",
             "가로".encode()]  # fmt: skip
    table = b"".join(field(1, text) for text in texts)

    def node(number, lon, lat, keys=(), values=()):
        return (
            whole(1, zigzag(number))
            + (field(2, b"".join(map(varint, keys))) if keys else b"")
            + (field(3, b"".join(map(varint, values))) if values else b"")
            + whole(8, zigzag(round(lat * 1e7)))
            + whole(9, zigzag(round(lon * 1e7)))
        )

    nodes = (
        field(1, node(1, 127.31, 36.61))
        + field(1, node(2, 127.35, 36.65))
        + field(1, node(3, 127.34, 36.64, (1, 3), (2, 4)))
    )
    way = (
        whole(1, 5)
        + field(2, varint(5) + varint(3))
        + field(3, varint(6) + varint(7))
        + field(8, varint(zigzag(1)) + varint(zigzag(1)))
    )
    block = field(1, table) + field(2, nodes) + field(2, field(3, way))
    header = field(4, b"OsmSchema-V0.6")
    return blob(b"OSMHeader", header) + blob(b"OSMData", block)
