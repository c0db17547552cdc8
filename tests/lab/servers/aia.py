#!/usr/bin/python3
"""Where poisoned certificates point to: 10.77.9.20 writes down each request and answers 404, 10.77.9.21 accepts and never answers.

usage: aia.py"""
import asyncio


async def sink(reader, writer):
    request = await reader.readline()
    print(writer.get_extra_info("peername")[0], request.decode("latin-1").strip(), flush=True)
    writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    writer.close()


async def hang(reader, writer):
    while await reader.read(65536):
        pass
    writer.close()


async def main():
    await asyncio.start_server(hang, "10.77.9.21", 80, backlog=4096)
    await asyncio.start_server(sink, "10.77.9.20", 80, backlog=4096)
    await asyncio.Event().wait()


asyncio.run(main())
