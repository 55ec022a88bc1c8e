"""Runs one stock test file and writes what became of each of its methods.

    run_tests.py RESULT NAME [RESOURCE...]

RESULT gets a line a step, so that a crash still tells how far it came: `start ID`, then `passed|failed|skipped ID`, at the
end `done`. The set-up is that of `python -m test`, with `-u` for the resources given: the working directory is a fresh one. Processes that
`multiprocessing` starts afresh import this file again, and must find nothing to do.
"""

import os
import sys
import unittest

out = None


def say(*words):
    print(*words, file=out, flush=True)


class Result(unittest.TextTestResult):
    """One verdict a method: the worst of its own and its subtests'."""

    def startTest(self, test):
        super().startTest(test)
        self.verdict = "passed"
        say("start", test.id())

    def stopTest(self, test):
        super().stopTest(test)
        say(self.verdict, test.id())

    def fail(self, test):
        if hasattr(test, "_testMethodName") or hasattr(test, "test_case"):
            self.verdict = "failed"
        else:
            self.outside("failed", test)

    def outside(self, verdict, test):
        """What happens between tests: setUpClass, setUpModule, an import."""
        say("start", test.id())
        say(verdict, test.id())

    def addError(self, test, err):
        super().addError(test, err)
        self.fail(test) if hasattr(test, "failureException") else self.outside("failed", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.fail(test)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.fail(test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.verdict = "failed"

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        if not hasattr(test, "failureException"):
            self.outside("skipped", test)
        elif self.verdict == "passed" and not hasattr(test, "test_case"):
            self.verdict = "skipped"


def main(path, name, *resources):
    global out
    out = open(path, "w", encoding="utf-8", errors="backslashreplace")
    from test import support

    support.use_resources = list(resources)
    suite = unittest.defaultTestLoader.loadTestsFromName("test." + name)
    runner = unittest.TextTestRunner(verbosity=2, resultclass=Result, durations=None)
    result = runner.run(suite)
    say("done")
    return not result.wasSuccessful()


if __name__ == "__main__":
    arguments = sys.argv[1:]
    del sys.argv[1:]
    code = main(*arguments)
    # What finalisation does is no method's fault, but a crash there must be seen: the exit status says so.
    sys.exit(code)
