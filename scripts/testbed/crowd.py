#!/usr/bin/env python3
"""Connections that hold what they do not use, for tests: each sends the beginning of a request, and then a byte a second for ever.

  crowd.py ADDRESS PORT COUNT <BEGINNING

BEGINNING is sent as it is; the bytes behind it are "a". A connection that is closed is opened again. Prints "All are there." when each was
open once, and ends with a signal. Exit status 2 where it was not started as it must be.
"""
import asyncio
import sys


async def one(address, port, beginning, opened):
    while True:
        try:
            reader, writer = await asyncio.open_connection(address, port)
            writer.write(beginning)
            opened()
            while not reader.at_eof():
                await writer.drain()
                try:  # what is answered is read, so that nobody waits for us there
                    await asyncio.wait_for(reader.read(65536), 1)
                except asyncio.TimeoutError:
                    writer.write(b"a")
            writer.close()
        except OSError:
            await asyncio.sleep(1)


async def crowd(address, port, count, beginning):
    missing = set(range(count))

    def opened(index):
        if index in missing:
            missing.remove(index)
            if not missing:
                print("All are there.", flush=True)

    await asyncio.gather(*(one(address, port, beginning, lambda index=index: opened(index)) for index in range(count)))


if __name__ == "__main__":
    if len(sys.argv) != 4 or not (sys.argv[2].isdigit() and sys.argv[3].isdigit()):
        print(__doc__.strip(), file=sys.stderr)
        sys.exit(0 if "--help" in sys.argv else 2)
    asyncio.run(crowd(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.stdin.buffer.read()))
