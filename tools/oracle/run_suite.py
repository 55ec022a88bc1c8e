"""Runs a package's own tests and writes what became of each, as run_tests.py does.

    run_suite.py RESULT SUITE

RESULT lies in a folder beside those of the packages (see `cargo xtask wheels --suites`): `site`, `suites` with pytest and what the
tests want, `sources` with the sources that have the tests which no wheel has. Memory is limited: a stranger's test may want all of it.
"""

import os
import resource
import sys
import unittest
from pathlib import Path

path, suite = sys.argv[1:]
del sys.argv[1:]
home = Path(path).resolve().parents[1]
folders = [str(home / "site"), str(home / "suites")]
sys.path[:1] = folders
os.environ["PYTHONPATH"] = os.pathsep.join(folders)
resource.setrlimit(resource.RLIMIT_AS, (12_000_000 * 1024,) * 2)
out = open(path, "w", encoding="utf-8", errors="backslashreplace")


def say(word, name=None):
    print(word, *([f"{suite}.{name}"] if name else []), file=out, flush=True)


class Results:
    """pytest's plugin: the worst of a test's set-up, call and tear-down."""

    def __init__(self):
        self.verdict = {}

    def pytest_runtest_logstart(self, nodeid, location):
        say("start", nodeid)
        self.verdict[nodeid] = "passed"

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.verdict[report.nodeid] = "failed"
        elif report.skipped and self.verdict[report.nodeid] == "passed":
            self.verdict[report.nodeid] = "skipped"

    def pytest_runtest_logfinish(self, nodeid, location):
        say(self.verdict[nodeid], nodeid)

    def pytest_collectreport(self, report):
        if report.failed:
            say("start", report.nodeid)
            say("failed", report.nodeid)


class Result(unittest.TextTestResult):
    def startTest(self, test):
        super().startTest(test)
        self.verdict = "passed"
        say("start", test.id())

    def stopTest(self, test):
        super().stopTest(test)
        say(self.verdict, test.id())

    def note(self, verdict, test):
        if hasattr(test, "_testMethodName"):
            self.verdict = verdict
        else:  # setUpClass, an import
            say("start", test.id())
            say(verdict, test.id())

    def addError(self, test, err):
        super().addError(test, err)
        self.note("failed", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note("failed", test)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note("failed", test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.verdict = "failed"

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note("skipped", test)


def run_pytest(*arguments):
    import pytest

    options = ["-q", "--continue-on-collection-errors", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestUnknownMarkWarning"]
    return pytest.main([*options, *arguments], plugins=[Results()])


def run_unittest(tests):
    runner = unittest.TextTestRunner(verbosity=2, resultclass=Result, durations=None)
    return not runner.run(tests).wasSuccessful()


def numpy():
    """What `numpy.test()` runs, of one of its packages."""
    marks = ["-m", "not slow", "-W", "ignore:the matrix subclass is not", "-W", "ignore:Importing from numpy.matlib is"]
    # by folder: some are no packages
    folder = home.joinpath("site", *suite.removesuffix(".tests").split("."), "tests")
    code = run_pytest("--rootdir", str(home / "site"), *marks, str(folder))
    nothing_to_run = 5
    return 0 if code == nothing_to_run else code


def msgpack():
    tests = str(home / "sources/msgpack/test")
    return run_pytest("--rootdir", tests, tests)


def greenlet():
    return run_unittest(unittest.defaultTestLoader.discover("greenlet.tests"))


def lxml():
    """Its tests are a package; beside the sources' own `lxml` it would find those, so they move, as far from the documents they run."""
    sources = home / "sources/lxml/src"
    if not (sources / "apart").exists():
        (sources / "apart").mkdir()
        (sources / "lxml/tests").rename(sources / "apart/lxml_tests")
    sys.path.insert(0, str(sources / "apart"))
    all_tests = unittest.TestSuite()
    for file in sorted((sources / "apart/lxml_tests").glob("test_*.py")):
        module = __import__(f"lxml_tests.{file.stem}", fromlist=["test_suite"])
        all_tests.addTest(module.test_suite())
    return run_unittest(all_tests)


code = {"numpy": numpy, "msgpack": msgpack, "greenlet": greenlet, "lxml": lxml}[suite.split(".")[0]]()
say("done")
# What finalisation does is no test's fault, but a crash there must be seen: the exit status says so.
sys.exit(int(code))
