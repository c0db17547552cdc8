#!/usr/bin/python3
"""Thousands of devices in one process: NetBIOS (137/udp) and NTLM over RPC (135/tcp) for every address that is routed here.

Each answers with its own name, made of its address, so that a mix-up would show."""
import os
import selectors
import socket
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "servers"))
import replies  # noqa: E402

IP_PKTINFO = 8


def name_of(packed):
    return "D%d-%d-%d" % (packed[1], packed[2], packed[3])


def udp():
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    sock.bind(("0.0.0.0", 137))
    return sock


def answer_udp(sock):
    # Drain what is there: one wake-up for many datagrams.
    for _ in range(256):
        try:
            query, control, _, peer = sock.recvmsg(512, 64, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        for level, kind, data in control:
            if level == socket.IPPROTO_IP and kind == IP_PKTINFO:
                mine = data[8:12]
                names = [(name_of(mine).ljust(15).encode(), 0x00, 0x0400), (b"BENCH".ljust(15), 0x00, 0x8400)]
                info = struct.pack("=I4s4s", 0, mine, b"\0" * 4)
                sock.sendmsg([replies.nbstat(query, names=names)], [(socket.IPPROTO_IP, IP_PKTINFO, info)], 0, peer)


def tcp():
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("0.0.0.0", 135))
    sock.listen(8192)
    sock.setblocking(False)
    return sock


def accept(sock, poll):
    for _ in range(256):
        try:
            client, _ = sock.accept()
        except BlockingIOError:
            return
        client.setblocking(False)
        poll.register(client, selectors.EVENT_READ, answer_tcp)


def answer_tcp(client, poll):
    try:
        request = client.recv(512)
        if request:
            name = name_of(socket.inet_aton(client.getsockname()[0]))
            challenge = replies.ntlm_challenge(netbios=name, dnsname=name.lower() + ".bench.test")
            client.send(replies.rpc(request, challenge=challenge))
            return
    except OSError:
        pass
    poll.unregister(client)
    client.close()


def main():
    poll = selectors.DefaultSelector()
    poll.register(udp(), selectors.EVENT_READ, lambda sock, _: answer_udp(sock))
    poll.register(tcp(), selectors.EVENT_READ, accept)
    while True:
        for key, _ in poll.select():
            key.data(key.fileobj, poll)


main()
