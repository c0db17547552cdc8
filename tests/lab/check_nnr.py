#!/usr/bin/python3
"""Compares the devices of the lab with nnr-matrix.json, method by method, by our own probes. The decision (ResolvedBy,
Conflict, Verdict) is the product's to make; here only what each method sees on the wire is judged."""
import json
import os
import socket
import struct
import sys
from concurrent.futures import ThreadPoolExecutor

import probes

HERE = os.path.dirname(os.path.abspath(__file__))
METHODS = {"Ntlm": (135, "Tcp"), "NetBios": (137, "Udp"), "Rdp": (3389, "Tcp")}


def ptr(server, address):
    """(state, names or None) of one reverse look-up; over TCP when UDP says truncated."""
    name = b"".join(bytes([len(p)]) + p for p in (".".join(reversed(address.split("."))) + ".in-addr.arpa").encode().split(b".")) + b"\0"
    request = probes.dns_request(name)[:-4] + b"\x00\x0c\x00\x01"
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        with socket.socket(socket.AF_INET, kind) as sock:
            sock.settimeout(2)
            try:
                sock.connect((server, 53))
                sock.send(request if kind == socket.SOCK_DGRAM else struct.pack(">H", len(request)) + request)
                if kind == socket.SOCK_DGRAM:
                    reply = sock.recv(65535)
                else:
                    c = probes.Connection(sock, probes.time.monotonic() + 2)
                    head = c.exactly(2)
                    reply = c.exactly(2 + struct.unpack(">H", head)[0], head)[2:]
                if kind == socket.SOCK_DGRAM and reply[2] & 2:
                    continue
                answers = probes.dns_parse(reply, request)["Answers"]
            except TimeoutError:
                return "NoReply", None
            except ConnectionRefusedError:
                return "Closed", None
            except (probes.Bad, IndexError, struct.error):
                return "NoReply", None
        wanted, names = name.rstrip(b"\0"), []
        owner = b".".join(address.encode().split(b".")[::-1]) + b".in-addr.arpa"
        for _ in range(8):
            names = [data for who, what, data in answers if what == 12 and who.lower() == owner]
            alias = [data for who, what, data in answers if what == 5 and who.lower() == owner]
            if names or not alias or not wanted:
                break
            owner = alias[0].lower()
        good = [n.decode() for n in names if n.isascii() and n and all(33 <= b < 127 for b in n)]
        return "Open", ", ".join(sorted(good)) or None
    return "Open", None


def look(row):
    got = {}
    for method, (port, transport) in METHODS.items():
        result = probes.probe(row["ComputerName"], port, transport)
        got[method + "State"], got[method + "Name"] = result["State"], (result.get("RemoteName") or None) if result["Verified"] else None
    got["DnsState"], got["DnsName"] = ptr(row["DnsServer"], row["ComputerName"])
    return got


def is_expected(key, value, allowed):
    """Of the names in the DNS the matrix has those that the product must give: not an alias beside its host."""
    if key != "DnsName" or value is None:
        return value in allowed
    return any(set(names.split(", ")) <= set(value.split(", ")) for names in allowed if names)


def main():
    with open(os.path.join(HERE, "nnr-matrix.json"), encoding="utf-8") as file:
        rows = json.load(file)
    bad = 0
    with ThreadPoolExecutor(32) as pool:
        for row, got in zip(rows, pool.map(look, rows)):
            wrong = [f"{key} {got[key]}, not {row[key]}" for key in got if key in row and not is_expected(key, got[key], row[key])]
            bad += bool(wrong)
            for text in wrong:
                print(f"{row['ComputerName']} ({row['What']}): {text}")
    print(f"{len(rows)} devices, {len(rows) - bad} as expected, {bad} not")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
