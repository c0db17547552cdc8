#!/usr/bin/python3
"""The cloud service, and what may stand in its place: one behaviour an address, on port 443; on port 80 of the first address the
files that Windows fetches.

usage: cloud.py <folder of certificates>"""
import datetime
import email.utils
import os
import socket
import ssl
import sys
import threading
import warnings

VERSION = b"2.240.18316.65180"


def http(status, body=b"", *fields):
    date = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc), usegmt=True)
    head = [f"HTTP/1.1 {status}", f"Date: {date}", f"Content-Length: {len(body)}", "Connection: close", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


# address: (certificate, answer); the certificate's name is what the client asks for unless the behaviour is about that.
BEHAVIOURS = {
    "10.77.0.80": ("contososensorapi.atp.azure.com", lambda: http("200 OK", VERSION)),
    "10.77.0.81": ("oldersensorapi.atp.azure.com", lambda: http("503 Service Unavailable", b"The service is unavailable.")),
    "10.77.0.82": ("gonesensorapi.atp.azure.com", lambda: http("404 Not Found")),
    "10.77.0.83": ("portalsensorapi.atp.azure.com", lambda: http("302 Found", b"", "Location: https://login.lab.test/?next=ping")),
    "10.77.0.84": ("expiredsensorapi.atp.azure.com", lambda: http("200 OK", VERSION)),
    "10.77.0.85": ("www.lab.test", lambda: http("200 OK", VERSION)),
    "10.77.0.86": ("oldtlssensorapi.atp.azure.com", lambda: http("200 OK", VERSION)),
    "10.77.0.88": ("hiddensensorapi.atp.azure.com", lambda: http("200 OK", b'"Ok"')),
    "10.77.0.87": (None, None),  # accepts and says nothing
}


def context(folder, name, old):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if old:
        warnings.simplefilter("ignore", DeprecationWarning)  # that is the point of it
        made.set_ciphers("ALL:@SECLEVEL=0")
        made.minimum_version = ssl.TLSVersion.TLSv1
        made.maximum_version = ssl.TLSVersion.TLSv1_1
    else:
        made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.load_cert_chain(os.path.join(folder, name + ".crt"), os.path.join(folder, name + ".key"))
    return made


def read_head(stream):
    head = b""
    while b"\r\n\r\n" not in head and len(head) < 16384:
        piece = stream.recv(4096)
        if not piece:
            break
        head += piece
    return head


def converse(client, tls, answer):
    try:
        client.settimeout(30)
        if answer is None:
            client.recv(65536)
            threading.Event().wait(60)
            return
        stream = tls.wrap_socket(client, server_side=True) if tls else client
        read_head(stream)
        stream.sendall(answer())
        if tls:
            stream.unwrap()
        else:
            stream.shutdown(socket.SHUT_WR)
            stream.recv(1)
    except OSError:
        pass
    finally:
        client.close()


def serve(address, port, tls, answer):
    listener = socket.create_server((address, port), backlog=64)
    while True:
        client, _ = listener.accept()
        threading.Thread(target=converse, args=(client, tls, answer), daemon=True).start()


def main():
    folder = sys.argv[1]
    jobs = [("10.77.0.80", 80, None, lambda: http("200 OK"))]
    for address, (name, answer) in BEHAVIOURS.items():
        tls = context(folder, name, address == "10.77.0.86") if name else None
        jobs.append((address, 443, tls, answer))
    for job in jobs[1:]:
        threading.Thread(target=serve, args=job, daemon=True).start()
    serve(*jobs[0])


main()
