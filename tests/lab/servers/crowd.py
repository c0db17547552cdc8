#!/usr/bin/python3
"""A crowd of TLS hosts with poisoned certificates: 10.77.10.1 to .200 on 443, 636, 3269 and, behind an X.224 negotiation, 3389. Their
certificates name places to fetch from: every fourth host's a place that counts (10.77.9.20), the others' one that never answers
(10.77.9.21). Behind the handshake nothing comes. 10.77.10.201 sends 200 certificates, and is in all else an honest LDAP server.

usage: crowd.py <folder of certificates>"""
import asyncio
import os
import ssl
import sys

import replies

PORTS = (443, 636, 3269, 3389)
CHAIN = 201


def context(folder, name):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(os.path.join(folder, name + ".crt"), os.path.join(folder, name + ".key"))
    return made


async def converse(reader, writer, port, octet, tls):
    if port == 3389:
        writer.write(replies.rdp(await reader.read(4096)))
        await writer.drain()
    await writer.start_tls(tls)
    while data := await reader.read(65536):
        if octet == CHAIN and port in (636, 3269):
            writer.write(replies.rootdse(data))
            await writer.drain()


async def main(folder):
    hang, sink, chain = context(folder, "poisoned-hang"), context(folder, "poisoned-sink"), context(folder, "chain")
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)

    async def accepted(reader, writer):
        address, port = writer.get_extra_info("sockname")[:2]
        octet = int(address.rpartition(".")[2])
        try:
            if 0 < octet <= CHAIN:
                await converse(reader, writer, port, octet, chain if octet == CHAIN else hang if octet % 4 else sink)
        except (OSError, ssl.SSLError, TypeError, IndexError):
            pass  # the peer left, or sent what we have no answer to
        finally:
            writer.close()

    for port in PORTS:
        await asyncio.start_server(accepted, "0.0.0.0", port, backlog=4096)
    await asyncio.Event().wait()


asyncio.run(main(*sys.argv[1:]))
