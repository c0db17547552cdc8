#!/usr/bin/python3
"""Hosts that take time, send without end, or say one thing to everybody. One address, one attack, on the ports that the crowd
(crowd.py) leaves free: TCP 53 88 135 389 445 3268 and UDP 53 88 123 137 389.

usage: tormentors.py     on 10.77.10.202 to .204"""
import asyncio
import struct

import replies

NET = "10.77.10."
TCP_PORTS = (53, 88, 135, 389, 445, 3268)
UDP_PORTS = (53, 88, 123, 137, 389)
TARPIT, FLOOD, CONSTANT = 202, 203, 204
FLOOD_SECONDS = 5

# 38 bytes that are a KRB-ERROR by their shape: version, type, a time and error 68, but no realm and no service that was asked for.
KRB_ERROR = (bytes.fromhex("7e243022a003020105a10302011ea411180f") + b"20260101000000Z" + bytes.fromhex("a603020144"))

# A length that promises more, then nothing but zeros: who reads to its end reads for ever.
PROMISE = {53: b"\xff\xff", 88: b"\x00\x0f\xff\xff", 135: bytes.fromhex("05000c0310000000ffff000001000000"), 389: bytes.fromhex("3084000fffff"),
           445: bytes.fromhex("000fffff"), 3268: bytes.fromhex("3084000fffff")}


async def tarpit(reader, writer, port):
    """Begins before it is asked, never reads, and gives two bytes a second."""
    writer.transport.pause_reading()
    for byte in PROMISE[port]:
        writer.write(bytes([byte]))
        await asyncio.sleep(0.5)
    while True:
        writer.write(b"\0")
        await writer.drain()
        await asyncio.sleep(0.5)


async def flood(reader, writer, port):
    await reader.read(4096)
    writer.write(PROMISE[port])
    block = bytes(65536)
    while True:
        writer.write(block)
        await writer.drain()
        await asyncio.sleep(0.002)


async def constant(reader, writer, port):
    if port == 88:
        await reader.read(4096)
        writer.write(replies.framed(88, KRB_ERROR))
        await writer.drain()
        await reader.read(1)


def wrong(port, data):
    """The right form for a question nobody asked; where a reply carries no identifier, half of one."""
    ident = struct.unpack(">H", data[:2])[0] ^ 1
    if port == 53:
        return replies.dns(data, ident)
    if port == 137:
        return replies.nbstat(data, ident)
    if port == 123:
        return replies.ntp(data, bytes(8))
    if port == 389:
        return replies.rootdse(data, replies.ldap_message_id(data) + 1)
    return KRB_ERROR[:20]


def other_name(data):
    """A node status of a name nobody asked for, the same for everybody; only the identifier is the asker's."""
    record = b"\x20" + b"EBEBEBEBEBEBEBEBEBEBEBEBEBEBEBEB" + b"\0"
    reply = replies.nbstat(data)
    return reply[:12] + record + reply[12 + len(record):]


class Datagrams(asyncio.DatagramProtocol):
    def __init__(self, octet, port):
        self.octet, self.port = octet, port

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, peer):
        try:
            if self.octet == CONSTANT:
                reply = KRB_ERROR if self.port == 88 else other_name(data) if self.port == 137 else None
                if reply:
                    self.transport.sendto(reply, peer)
            else:
                asyncio.get_running_loop().create_task(self.send(wrong(self.port, data), peer))
        except (IndexError, TypeError, struct.error):
            pass

    async def send(self, reply, peer):
        """4,000 a second from the flood, two a second from the tarpit."""
        burst, pause = (40, 0.01) if self.octet == FLOOD else (1, 0.5)
        for _ in range(int(FLOOD_SECONDS / pause)):
            for _ in range(burst):
                self.transport.sendto(reply, peer)
            await asyncio.sleep(pause)


async def listen(octet, port, attack):
    async def accepted(reader, writer):
        try:
            await attack(reader, writer, port)
        except OSError:
            pass
        finally:
            writer.transport.abort()

    await asyncio.start_server(accepted, NET + str(octet), port, backlog=1024)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)
    for octet, attack in {TARPIT: tarpit, FLOOD: flood, CONSTANT: constant}.items():
        for port in UDP_PORTS:
            await loop.create_datagram_endpoint(lambda o=octet, p=port: Datagrams(o, p), (NET + str(octet), port))
        for port in TCP_PORTS:
            await listen(octet, port, attack)
    await asyncio.Event().wait()


asyncio.run(main())
