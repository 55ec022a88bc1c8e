"""Tasks that wait for each other, looked at from outside until standard input ends."""

import asyncio
import sys


async def leaf(name, gate):
    await gate.wait()


async def middle(gate):
    async with asyncio.TaskGroup() as group:
        for name in ("first", "second"):
            group.create_task(leaf(name, gate), name=name)


async def produce(gate):
    yield 1
    await gate.wait()
    yield 2


async def consume(gate):
    async for _ in produce(gate):
        pass


async def main():
    gate = asyncio.Event()
    both = asyncio.gather(
        asyncio.create_task(middle(gate), name="middle"),
        asyncio.create_task(consume(gate), name="consumer"),
    )
    await asyncio.sleep(0.2)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    gate.set()
    await both


asyncio.run(main())
