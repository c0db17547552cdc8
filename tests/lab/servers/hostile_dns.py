#!/usr/bin/python3
"""DNS servers that wear out whoever asks them.

10.77.10.205  floods, by TCP after a truncated answer by UDP: to _ldap._tcp.dc._msdcs.flood.hostile.test with 1,500 targets, address
              literals among them; to every PTR question with records whose names are chains of 127 pointers
10.77.10.206  deaf: swallows every question, by TCP too
10.77.10.207  deaf to all names but dc1 to dc8.hostile.test, which are 10.77.0.41 to .48

usage: hostile_dns.py"""
import asyncio
import socket
import struct

NET = "10.77.10."
FLOOD, DEAF, HALF_DEAF = 205, 206, 207
A, PTR, SRV, PRIVATE = 1, 12, 33, 65280
SUFFIX = b"\x07hostile\x04test\x00"
SERVICE = b"\x05_ldap\x04_tcp\x02dc\x06_msdcs\x05flood" + SUFFIX


def question(query):
    end = 12
    while query[end]:
        end += query[end] + 1
    return query[12:end + 1], struct.unpack(">H", query[end + 1:end + 3])[0], query[12:end + 5]


def response(query, records=(), code=0, truncated=False):
    _, _, asked = question(query)
    flags = 0x8580 | code | (0x0200 if truncated else 0)
    return query[:2] + struct.pack(">HHHHH", flags, 1, len(records), 0, 0) + asked + b"".join(records)


def record(kind, data, owner=b"\xc0\x0c"):
    return owner + struct.pack(">HHIH", kind, 1, 60, len(data)) + data


def text(name):
    return b"".join(bytes([len(label)]) + label for label in name.encode().split(b".")) + b"\0"


def services():
    """As many as 65,535 bytes hold. Every tenth is an address, of whose host nobody spoke; the first eight are the honest ones."""
    names = [f"dc{i}.hostile.test" for i in range(1, 9)]
    names += [f"10.77.10.{i % 200 + 1}" if i % 10 == 0 else f"x{i}.flood.hostile.test" for i in range(2200)]
    size, made = 12 + len(SERVICE) + 4, []
    for rank, name in enumerate(names):
        one = record(SRV, struct.pack(">HHH", min(rank // 8, 1), 100, 389) + text(name))
        size += len(one)
        if size > 65535:
            break
        made.append(one)
    return made


def pointer_chain(query):
    """A name of 127 labels and pointers, then record upon record whose owner goes all of that way."""
    base = 12 + len(question(query)[2]) + 12
    links = b"\x01a\x00" + b"".join(b"\x01a" + struct.pack(">H", 0xC000 | base + (0 if i == 0 else 3 + 4 * (i - 1))) for i in range(126))
    last = struct.pack(">H", 0xC000 | base + 3 + 4 * 125)
    first = record(PRIVATE, links)  # carries the chain
    rest = record(PTR, last, owner=last)
    return [first] + [rest] * ((60000 - base - len(first)) // len(rest))


def flooding(query, tcp):
    name, kind, _ = question(query)
    if kind == PTR or (name.lower() == SERVICE and kind == SRV):
        records = pointer_chain(query) if kind == PTR else services()
        return response(query, records) if tcp else response(query, truncated=True)
    return living(query) or response(query, [record(A, socket.inet_aton(NET + "1"))] if kind == A else [])


def living(query):
    name, kind, _ = question(query)
    for i in range(1, 9):
        if name.lower() == text(f"dc{i}.hostile.test"):
            return response(query, [record(A, socket.inet_aton(f"10.77.0.{40 + i}"))] if kind == A else [])
    return None


ANSWERS = {FLOOD: flooding, DEAF: lambda query, tcp: None, HALF_DEAF: lambda query, tcp: living(query)}


class Names(asyncio.DatagramProtocol):
    def __init__(self, answer):
        self.answer = answer

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, peer):
        try:
            if reply := self.answer(data, False):
                self.transport.sendto(reply, peer)
        except (IndexError, struct.error):
            pass


async def listen(octet, answer):
    async def accepted(reader, writer):
        try:
            while True:
                size = struct.unpack(">H", await reader.readexactly(2))[0]
                if reply := answer(await reader.readexactly(size), True):
                    writer.write(struct.pack(">H", len(reply)) + reply)
                    await writer.drain()
        except (OSError, asyncio.IncompleteReadError, IndexError, struct.error):
            pass
        finally:
            writer.close()

    await asyncio.start_server(accepted, NET + str(octet), 53, backlog=1024)


async def main():
    loop = asyncio.get_running_loop()
    for octet, answer in ANSWERS.items():
        await loop.create_datagram_endpoint(lambda a=answer: Names(a), (NET + str(octet), 53))
        await listen(octet, answer)
    await asyncio.Event().wait()


asyncio.run(main())
