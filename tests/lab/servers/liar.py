#!/usr/bin/python3
"""A host that lies: one address per lie, every port of the standalone table on each. See the table in README.md.

usage: liar.py <certificate> <key>                 addresses 10.77.0.60 to 10.77.0.74 must be on this machine
       liar.py <certificate> <key> <address>...    the truth only, on all of these"""
import asyncio
import socket
import ssl
import struct
import sys

import replies

NET = "10.77.0."
TCP_PORTS = (53, 88, 135, 389, 445, 636, 3268, 3269, 3389)
UDP_PORTS = (53, 88, 123, 137, 389)
TLS_PORTS = (636, 3269)
GARBAGE = bytes([0xEE, 0x5A]) * 64
SSH = b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"
ALERT = bytes.fromhex("15030100020246")  # fatal, protocol version
HTTP = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n"


class Conversation:
    """One accepted TCP connection."""

    def __init__(self, reader, writer, port, tls):
        self.reader, self.writer, self.port, self.tls = reader, writer, port, tls

    async def start_tls(self):
        await self.writer.start_tls(self.tls)

    async def tls_if_due(self):
        if self.port in TLS_PORTS:
            await self.start_tls()

    async def request(self):
        return await self.reader.read(4096)

    async def say(self, data):
        self.writer.write(data)
        await self.writer.drain()

    async def until_peer_leaves(self):
        while await self.reader.read(65536):
            pass

    def reset(self):
        linger = struct.pack("ii", 1, 0)
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.writer.transport.abort()


# ---- what is said over TCP ------------------------------------------------------------------------------------------

async def honest(c):
    await c.tls_if_due()
    while data := await c.request():
        await c.say(replies.right_tcp(c.port, data))
        if c.port == 3389:
            await c.start_tls()


async def reset(c):
    c.reset()


async def silent(c):
    await c.until_peer_leaves()


async def polite_close(c):
    await c.request()


async def garbage(c):
    await c.tls_if_due()
    await c.request()
    await c.say(GARBAGE)
    await c.until_peer_leaves()


async def wrong_service(c):
    """An SSH server speaks first; a web server answers whatever it is sent; a database waits and then hangs up."""
    await c.tls_if_due()
    if c.port in (53, 88, 389, 3389):
        await c.say(SSH)
    else:
        await c.request()
        await c.say(HTTP)
    await c.until_peer_leaves()


async def wrong_id(c):
    """The right protocol, for a question nobody asked. Kerberos and X.224 have no identifier to get wrong: silence there."""
    await c.tls_if_due()
    data = await c.request()
    if c.port == 53:
        await c.say(replies.framed(53, replies.dns(data[2:], struct.unpack(">H", data[2:4])[0] ^ 1)))
    elif c.port == 135:
        await c.say(replies.rpc(data, call_id=77))
    elif c.port == 445:
        await c.say(replies.smb(data, message_id=77))
    elif c.port not in (88, 3389):
        await c.say(replies.rootdse(data, replies.ldap_message_id(data) + 1))
    await c.until_peer_leaves()


async def tls_only(c):
    """A TLS server on every port: behind the handshake nothing, on 3269 a web server. To what is no ClientHello it
    says what OpenSSL says, a fatal alert (asyncio would just hang up)."""
    if c.port not in TLS_PORTS:
        await c.request()
        await c.say(ALERT)
        return
    await c.start_tls()
    if c.port == 3269:
        await c.request()
        await c.say(HTTP)
    await c.until_peer_leaves()


async def trickle(c):
    """One byte a second for ever: the beginning of a right reply, then zeros."""
    if c.port in TLS_PORTS:
        data = bytes.fromhex("160303007a020000760303")
    else:
        data = replies.right_tcp(c.port, await c.request())
    for byte in data:
        await c.say(bytes([byte]))
        await asyncio.sleep(1)
    while True:
        await c.say(b"\0")
        await asyncio.sleep(1)


ENDLESS = {  # a header whose length says that far more is to come
    53: b"\xff\xff",
    88: b"\x7f\xff\xff\xff",
    135: bytes.fromhex("05000c0310000000ffff280001000000"),
    389: bytes.fromhex("3084ffffffff"),
    445: bytes.fromhex("00fffffffe534d4240000000"),
    636: bytes.fromhex("3084ffffffff"),      # inside TLS
    3268: bytes.fromhex("30847fffffff"),
    3269: bytes.fromhex("160303ffff020000"),  # instead of TLS
    3389: bytes.fromhex("0300ffff0ed00000123400"),
}


async def endless(c):
    """Data without end, about 30 MB a second to whoever reads it, behind a lying length."""
    if c.port == 636:
        await c.start_tls()
    await c.request()
    await c.say(ENDLESS[c.port])
    block = bytes(65536)
    while True:
        await c.say(block)
        await asyncio.sleep(0.002)


async def echo(c):
    """What was sent comes back: raw on every port, inside TLS on 3269."""
    if c.port == 3269:
        await c.start_tls()
    while data := await c.request():
        await c.say(data)


async def halfway(c):
    """Begins right and stops: half a reply; on 135 a bind_ack without NTLM challenge; on 3389 no TLS after the yes."""
    await c.tls_if_due()
    data = await c.request()
    if c.port == 135:
        await c.say(replies.rpc(data, challenge=b""))
    elif c.port == 3389:
        await c.say(replies.rdp(data))
    else:
        right = replies.right_tcp(c.port, data)
        await c.say(right[:len(right) // 2])
    await c.until_peer_leaves()


async def malformed(c):
    """Right frame, right identifier, nonsense inside."""
    await c.tls_if_due()
    data = await c.request()
    await c.say({
        53: lambda: replies.framed(53, dns_loop(data[2:])),
        88: lambda: replies.framed(88, KRB_NONSENSE),
        135: lambda: replies.rpc(data, challenge=replies.ntlm_challenge(info_length=0x4000, info_offset=0xFFFF0000)),
        445: lambda: replies.smb(data, structure=9),
        3389: lambda: bytes.fromhex("03000013fed00000123400090000ff0f000000"),  # X.224 length and type lie
    }.get(c.port, lambda: replies.rootdse(data, length=0x7FFFFFF0))())
    await c.until_peer_leaves()


# ---- what is said over UDP: a list of datagrams ----------------------------------------------------------------------

KRB_NONSENSE = bytes.fromhex("7e84000000103084000000f0a0ff") + bytes(8)


def dns_loop(data):
    """One answer whose name is a compression pointer to itself."""
    right = replies.dns(data)
    head = right[:2] + b"\x85\x80" + right[4:6] + b"\x00\x01" + right[8:]
    return head + struct.pack(">HHHIH", 0xC000 | len(head), 12, 1, 60, 2) + struct.pack(">H", 0xC000 | len(head) + 12)


def udp_nothing(port, data):
    return []


def udp_right(port, data):
    return [replies.right_udp(port, data)]


def udp_garbage(port, data):
    return [GARBAGE]


def udp_wrong_service(port, data):
    now = bytes([0x24, 10, 0, 0]) + bytes(44)
    return [{
        53: lambda: data[:2] + replies.ntp(bytes([0x23]) + bytes(47))[2:],
        88: lambda: bytes.fromhex("000085800001000000000000") + bytes(5),
        123: lambda: replies.rootdse(bytes.fromhex("3005020101630000000000")),
        137: lambda: replies.dns(data),
        389: lambda: replies.kerberos(b"\x6a"),
    }.get(port, lambda: now)()]


def udp_wrong_id(port, data):
    ident = struct.unpack(">H", data[:2])[0] ^ 1
    if port == 53:
        return [replies.dns(data, ident)]
    if port == 137:
        return [replies.nbstat(data, ident)]
    if port == 123:
        return [replies.ntp(data, bytes(8))]
    if port == 389:
        return [replies.rootdse(data, replies.ldap_message_id(data) + 1)]
    return []  # a KRB-ERROR carries nothing of the request that could be wrong


def udp_endless(port, data):
    """The largest datagram, right identifier, counts and lengths beyond all bounds."""
    return [{
        53: data[:2] + bytes.fromhex("8580") + b"\xff" * 8,
        88: bytes.fromhex("7e84ffffffff"),
        123: bytes([0x24, 1, 0, 0]),
        137: replies.nbstat(data, count=255, rdlength=65535) if port == 137 else b"",
        389: bytes.fromhex("3084ffffffff"),
    }[port].ljust(65000, b"\0")]


def udp_echo(port, data):
    return [data]


def udp_halfway(port, data):
    right = replies.right_udp(port, data)
    return [right[:len(right) // 2]]


def udp_malformed(port, data):
    return [{
        53: lambda: dns_loop(data),
        88: lambda: KRB_NONSENSE,
        123: lambda: bytes([0x23]) + replies.ntp(data)[1:],  # mode 3: a question, not an answer
        137: lambda: replies.nbstat(data, names=[(b"LIAR", 0, 0x0400)], count=255),
        389: lambda: replies.rootdse(data, length=0x7FFFFFF0),
    }[port]()]


LIES = {  # last octet: (over TCP, over UDP). other-port and other-address speak UDP only; see LiarDatagrams.
    60: (honest, udp_right),
    61: (reset, udp_nothing),
    62: (silent, udp_nothing),
    63: (garbage, udp_garbage),
    64: (wrong_service, udp_wrong_service),
    65: (wrong_id, udp_wrong_id),
    66: (None, udp_right),
    67: (None, udp_right),
    68: (tls_only, udp_nothing),
    69: (trickle, udp_nothing),
    70: (endless, udp_endless),
    71: (echo, udp_echo),
    72: (halfway, udp_halfway),
    73: (malformed, udp_malformed),
    74: (polite_close, udp_nothing),
}


class LiarDatagrams(asyncio.DatagramProtocol):
    honest_socket = {}  # port -> the transport of 10.77.0.60

    def __init__(self, octet, port):
        self.octet, self.port = octet, port

    def connection_made(self, transport):
        self.transport = transport
        if self.octet == 60:
            self.honest_socket[self.port] = transport

    def datagram_received(self, data, peer):
        try:
            for reply in LIES[self.octet][1](self.port, data):
                if self.octet == 66:
                    self.from_elsewhere(reply, peer)
                elif self.octet == 67:
                    self.honest_socket[self.port].sendto(reply, peer)
                else:
                    self.transport.sendto(reply, peer)
            if self.octet == 69:
                asyncio.get_running_loop().create_task(self.trickle(peer))
        except (IndexError, TypeError, struct.error):
            pass  # not a request we know: nothing to twist

    def from_elsewhere(self, reply, peer):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.bind((NET + "66", 0))
            other.sendto(reply, peer)

    async def trickle(self, peer):
        for _ in range(5):
            self.transport.sendto(b"\0", peer)
            await asyncio.sleep(1)


async def serve(address, port, lie, tls):
    async def accepted(reader, writer):
        try:
            await lie(Conversation(reader, writer, port, tls))
        except (OSError, ssl.SSLError, IndexError, TypeError, struct.error):
            pass  # the peer left, or sent what we have no answer to
        finally:
            writer.transport.abort() if lie is endless else writer.close()

    await asyncio.start_server(accepted, address, port, backlog=1024)


async def main(certificate, key, *truthful):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)  # peers that hang up in the middle are the normal case here
    hosts = {address: 60 for address in truthful} or {NET + str(octet): octet for octet in LIES}
    for address, octet in hosts.items():
        tcp = LIES[octet][0]
        for port in UDP_PORTS:
            await loop.create_datagram_endpoint(lambda o=octet, p=port: LiarDatagrams(o, p), (address, port))
        for port in TCP_PORTS if tcp else ():
            await serve(address, port, tcp, tls)
    print("the liar is ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main(*sys.argv[1:]))
