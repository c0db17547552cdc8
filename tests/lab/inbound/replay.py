#!/usr/bin/python3
"""Sends recorded probes again, from another host, as they were and forged.

usage: replay.py ADDRESS < lines    each line a port and the datagram in hexadecimal digits, as tshark gives them

Of each datagram: a copy; the same with the id of a sending that there never was; with the name of another row; with a marker cut short.
All have the length that they had, so that what stands around the marker stays whole."""
import re
import socket
import sys

MARKER = re.compile(rb"(MDIPREREQ1/)([0-9a-f]{32})/(Radius1813|Syslog514)/([0-9]+)/([0-9]+)/")
NEVER_SENT = b"f" * 32


def other_row(match):
    # Radius1813 has one letter more: an attempt of two digits, or of one, keeps the length.
    prefix, identity, row, attempt, time = match.groups()
    if row == b"Radius1813":
        return prefix + identity + b"/Syslog514/" + attempt.rjust(2, b"0") + b"/" + time + b"/"
    return prefix + identity + b"/Radius1813/" + attempt + b"/" + time + b"/"


def main():
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for line in sys.stdin:
        port, text = line.split()
        data = bytes.fromhex(text)
        for sent in (
            data,
            MARKER.sub(lambda match: match[0].replace(match[2], NEVER_SENT), data),
            MARKER.sub(other_row, data),
            data.replace(b"MDIPREREQ1/", b"MDIPREREQ1//", 1)[:len(data)],
        ):
            out.sendto(sent, (sys.argv[1], int(port)))


main()
