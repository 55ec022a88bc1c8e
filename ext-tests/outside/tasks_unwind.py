"""Prints what `_remote_debugging` says of a process's tasks: their coroutines, and who awaits them. The library's own frames are not our
subject; identities become names."""

import os
import sys

import _remote_debugging

unwinder = _remote_debugging.RemoteUnwinder(int(sys.argv[1]))


def frames(stack):
    return ", ".join(
        f"{f.funcname}:{f.lineno}" for f in stack if not os.path.dirname(f.filename).endswith("/asyncio")
    )


for what in "get_all_awaited_by", "get_async_stack_trace":
    print(what)
    threads = getattr(unwinder, what)()
    tasks = [task for thread in threads for task in thread.awaited_by]
    names = {task.task_id: task.task_name for task in tasks}
    print("  threads", [(thread.thread_id == int(sys.argv[1]), len(thread.awaited_by)) for thread in threads])
    for task in sorted(tasks, key=lambda task: task.task_name):
        for coroutine in task.coroutine_stack:
            print(f"  {task.task_name}: {frames(coroutine.call_stack)}")
        for waiter in task.awaited_by:
            print(f"    awaited by {names.get(waiter.task_name, waiter.task_name)}: {frames(waiter.call_stack)}")
