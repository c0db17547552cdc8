#!/usr/bin/python3
"""A remote desktop server that insists on network level authentication, as far as a name probe gets: no client that
does not offer CredSSP is let in (failure 5, HYBRID_REQUIRED), and TLS is 1.2 only.

usage: rdp_nla.py <certificate> <key>"""
import asyncio
import ssl
import struct
import sys

HYBRID, HYBRID_REQUIRED = 2, 5


async def accepted(reader, writer, tls):
    try:
        head = await reader.readexactly(4)
        request = head + await reader.readexactly(struct.unpack(">H", head[2:])[0] - 4)
        at = request.find(b"\x01\x00\x08\x00", 11)  # RDP_NEG_REQ, perhaps behind a cookie
        wanted = struct.unpack("<I", request[at + 4:at + 8])[0] if at >= 0 else 0
        kind, value = (2, HYBRID) if wanted & HYBRID else (3, HYBRID_REQUIRED)
        writer.write(bytes.fromhex("030000130ed00000123400") + struct.pack("<BBHI", kind, 0, 8, value))
        await writer.drain()
        if kind == 2:
            await writer.start_tls(tls)
            await reader.read(4096)
    except (OSError, ssl.SSLError, asyncio.IncompleteReadError, struct.error):
        pass
    finally:
        writer.close()


async def main(certificate, key):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.minimum_version = tls.maximum_version = ssl.TLSVersion.TLSv1_2
    tls.load_cert_chain(certificate, key)
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    await asyncio.start_server(lambda r, w: accepted(r, w, tls), None, 3389, backlog=256)
    await asyncio.Event().wait()


asyncio.run(main(*sys.argv[1:]))
