"""Directory trees and the settings in which a program is started there: those that were thought of, and random ones.

`make(root, count)` writes the trees below `root` and gives (variant, case) for each setting: what the compiled-in prefix holds ("full", "half": no
extension modules, "none") and the lines that `place` and `program.py` read. The same count gives the same trees, everywhere.
"""

import os
from urllib.parse import quote

VERSION = "3.14"
LIB = "lib/python3.14"


class Case:
    """One tree and setting. Strings are text with surrogate escapes; `{}` in a value is the tree's root."""

    def __init__(self, root, name, variant="full"):
        self.root, self.name, self.variant = os.path.join(root, name), name, variant
        self.lines = []
        self.init = "python"
        os.makedirs(self.root)

    def at(self, path):
        return os.path.join(self.root, path)

    def text(self, value):
        return value.replace("{}", self.root)

    def file(self, path, content="", mode=0o644):
        path = self.at(path)
        if os.path.lexists(path):
            return self
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as f:
                f.write(os.fsencode(self.text(content)))
            os.chmod(path, mode)
        except OSError:
            pass
        return self

    def program(self, path):
        return self.file(path, mode=0o755)

    def directory(self, path):
        try:
            os.makedirs(self.at(path), exist_ok=True)
        except OSError:
            pass
        return self

    def link(self, path, target):
        path = self.at(path)
        if not os.path.lexists(path):
            try:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                os.symlink(self.text(target), path)
            except OSError:
                pass
        return self

    def library(self, prefix, lib=LIB, landmark="os.py", extensions=True):
        self.file(os.path.join(prefix, lib, landmark))
        return self.directory(os.path.join(prefix, lib, "lib-dynload")) if extensions else self

    def say(self, word, *values):
        self.lines.append(" ".join([word, *(quote(os.fsencode(self.text(v)), safe="/:.,=-_") for v in values)]))
        return self

    def start(self, program):
        return self.say("set", "program_name", program)

    def record(self):
        first = [f"case {self.name}", f"init {self.init}"]
        if not any(line.startswith(("cwd ", "gone ")) for line in self.lines):
            first.append(f"cwd {self.root}")
        return self.variant, "\n".join(first + self.lines) + "\n"


def thought_of(root):
    def case(name, variant="full"):
        made.append(Case(root, name, variant))
        return made[-1]

    made = []
    installed = lambda c, prefix="a": c.program(f"{prefix}/bin/python").library(prefix)

    # installations
    installed(case("installed")).start("{}/a/bin/python")
    installed(case("installed-bare", "none")).start("{}/a/bin/python")
    installed(case("read")).start("{}/a/bin/python").say("read")
    case("read-nothing").say("read")
    case("read-arguments").say("argument", "{}/a/bin/python").say("argument", "-c").say("argument", "1").say("read")
    case("prefix").start("{}/a/bin/python")
    case("prefix-half", "half").start("{}/a/bin/python")
    case("prefix-none", "none").start("{}/a/bin/python")
    case("prefix-none-quiet", "none").start("{}/a/bin/python").say("no", "warnings")
    case("prefix-none-dynload", "none").start("{}/a/bin/python").directory(f"a/{LIB}/lib-dynload")
    case("nothing-said")
    case("nothing-said-none", "none")
    case("name-only").start("python").say("env", "PATH", "/nowhere")
    case("no-path").start("python")
    case("empty-path").start("python").say("env", "PATH", "")
    case("zip-only").program("a/bin/python").file("a/lib/python314.zip").start("{}/a/bin/python")
    case("zip-and-library").program("a/bin/python").file("a/lib/python314.zip").library("a").start("{}/a/bin/python")
    case("zip-is-directory").program("a/bin/python").directory("a/lib/python314.zip").start("{}/a/bin/python")
    case("zip-above").program("a/b/c/python").file("lib/python314.zip").library("a").start("{}/a/b/c/python")
    case("compiled-landmark").program("a/bin/python").library("a", landmark="os.pyc").start("{}/a/bin/python")
    case("landmark-is-directory").program("a/bin/python").directory(f"a/{LIB}/os.py").start("{}/a/bin/python")
    case("landmark-link").program("a/bin/python").file("x").link(f"a/{LIB}/os.py", "{}/x").start("{}/a/bin/python")
    case("landmark-dangling").program("a/bin/python").link(f"a/{LIB}/os.py", "{}/x").start("{}/a/bin/python")
    case("no-extensions").program("a/bin/python").library("a", extensions=False).start("{}/a/bin/python")
    case("no-extensions-half", "half").program("a/bin/python").library("a", extensions=False).start("{}/a/bin/python")
    case("extensions-above").program("a/bin/python").library("a", extensions=False).directory(f"{LIB}/lib-dynload").start("{}/a/bin/python")
    case("extensions-file").program("a/bin/python").library("a", extensions=False).file(f"a/{LIB}/lib-dynload").start("{}/a/bin/python")
    case("deep").program("a/b/c/d/e/python").library("a/b").library("a").start("{}/a/b/c/d/e/python")
    case("in-bin").program("a/bin/python").library("a/bin").library("a").start("{}/a/bin/python")

    # names of the program
    for i, name in enumerate(["./bin/python", "bin/python", "../a/bin/python", "./../a/./bin//python", ".//bin/python", "././bin/python",
                              "bin/../bin/python", "bin/nothing", "nothing/python", "/", ".", "..", "./", "bin/", "bin", "bin/python/", "/python"]):
        installed(case(f"relative-{i}")).say("cwd", "{}/a").start(name)
    installed(case("gone")).say("gone", "{}/gone").start("./python")
    installed(case("gone-path")).say("gone", "{}/gone").start("python").say("env", "PATH", ":.:{}/a/bin")
    for i, path in enumerate(["{}/x:{}/a/bin", "a/bin", "./a/bin", ":a/bin", "::", ".", "./", "{}/a/bin/", "{}//a/./bin", "{}/x/../a/bin", "{}/file:{}/a/bin",
                              "{}/directory:{}/a/bin", "{}/plain:{}/a/bin", "{}/links:{}/a/bin"]):
        c = installed(case(f"path-{i}")).file("file").directory("directory/python").file("plain/python").link("links/python", "../a/bin/python")
        c.start("python").say("env", "PATH", path).program("python")
    installed(case("path-program-with-suffix")).start("python.exe").say("env", "PATH", "{}/a/bin")
    case("below-a-file").file("file").start("{}/file/python")
    case("below-a-file-twice").file("file").start("{}/file/bin/python")
    case("long-name").start("{}/" + "n" * 300 + "/python")

    # links
    installed(case("link")).link("b/bin/python", "../../a/bin/python").start("{}/b/bin/python")
    installed(case("link-absolute")).link("b/bin/python", "{}/a/bin/python").start("{}/b/bin/python")
    installed(case("link-chain")).link("b/python", "../c/python").link("c/python", "./../d/python").link("d/python", "{}/a/bin/python").start("{}/b/python")
    installed(case("link-of-directory")).link("b", "a/bin").start("{}/b/python")
    installed(case("link-through-directory")).link("b", "a/bin").link("x/python", "../b/python").start("{}/x/python")
    case("link-dangling").link("b/python", "../nowhere/python").start("{}/b/python")
    case("link-loop").link("b/python", "python").start("{}/b/python")
    installed(case("link-between")).library("b").link("b/bin/python", "{}/a/bin/python").start("{}/b/bin/python")
    c = installed(case("link-long-chain"))
    for i in range(39):
        c.link(f"b/p{i}", f"p{i + 1}")
    c.link("b/p39", "{}/a/bin/python").start("{}/b/p0")
    installed(case("link-long-chain-less")).start("{}/b/p0")
    for i in range(38):
        made[-1].link(f"b/p{i}", f"p{i + 1}")
    made[-1].link("b/p38", "{}/a/bin/python")

    # virtual environments
    def environment(name, config, where="v", variant="full", program="link", real="python"):
        c = case(name, variant).library("a").program(f"a/bin/{real}")
        if config is not None:
            c.file(f"{where}/pyvenv.cfg", config)
        if program == "link":
            c.link("v/bin/python", "{}/a/bin/" + real)
        elif program:
            c.program("v/bin/python")
        return c.start("{}/v/bin/python")

    environment("venv", "home = {}/a/bin\nversion = 3.14.8\n")
    environment("venv-none", "home = {}/a/bin\n", variant="none")
    environment("venv-copied", "home = {}/a/bin\n", program="copy")
    environment("venv-copied-other", "home = {}/a/bin\n", program="copy", real="python3")
    environment("venv-copied-version", "home = {}/a/bin\n", program="copy", real="python3.14")
    environment("venv-copied-nothing", "home = {}/a/bin\n", program="copy", real="other")
    environment("venv-no-program", "home = {}/a/bin\n", program=None)
    environment("venv-beside", "home = {}/a/bin\n", where="v/bin")
    environment("venv-both", "home = {}/a/bin\n").file("v/bin/pyvenv.cfg", "home = /elsewhere\n")
    environment("venv-no-home", "version = 3.14\n")
    environment("venv-empty", "")
    for i, text in enumerate(["HOME={}/a/bin\r\n", "  home\t=  {}/a/bin  ", "home = {}/a/bin\nhome = /other\n", "home =\nhome = {}/a/bin\n", "home\n", "#home = /x\n",
                              "home = a/bin\n", "home = {}/a/bin # c\n", "home = {}/a\udcffb\n", "home = {}/a/b\u00fcn\n", "x\0y\nhome = {}/a/bin\n", "home = {}/a/bin\0x\n",
                              "home = {}/a/bin\r\r\n", "\n\n\nhome = {}/a/bin", "home = {}/a=b\n", "\ufeffhome = {}/a/bin\n", "\u00a0home\u2003= {}/a/bin\u00a0\n", "homes = /x\n",
                              "base-executable = /x\nexecutable = /y\nhome = {}/a/bin\n", "home = {}/a/bin/\n", "home = {}//a/./bin\n", "\x1chome\x1d=\x1e{}/a/bin\x1f"]):
        environment(f"venv-text-{i}", text)
    environment("venv-directory", None).directory("v/pyvenv.cfg")
    environment("venv-large", "home = {}/a/bin\n" + "#" * 32768)
    environment("venv-almost-large", ("home = /x\n" + "#" * 32768)[:32767])
    environment("venv-large-beside", "home = {}/a/bin\n" + "#" * 32768, where="v/bin")
    environment("venv-dangling", None).link("v/pyvenv.cfg", "nowhere")
    environment("venv-loop", None).link("v/pyvenv.cfg", "pyvenv.cfg")
    environment("venv-loop-beside", None).link("v/bin/pyvenv.cfg", "pyvenv.cfg")
    environment("venv-below-file", None).file("w").link("v/pyvenv.cfg", "../w/x")
    environment("venv-home-set", "home = {}/a/bin\n").say("set", "home", "{}/h")
    environment("venv-home-in-environment", "home = {}/a/bin\n").say("env", "PYTHONHOME", "{}/h")
    environment("venv-link-loop", "home = {}/a/bin\n", program=None).link("v/bin/python", "python")
    environment("venv-executable-set", "home = {}/a/bin\n").say("set", "executable", "{}/v/bin/python").say("set", "base_executable", "/base/python")
    environment("venv-launcher", "home = {}/a/bin\n").start("{}/a/bin/python").say("env", "__PYVENV_LAUNCHER__", "{}/v/bin/python")
    environment("venv-python-executable", "home = {}/a/bin\n").start("{}/a/bin/python").say("env", "PYTHONEXECUTABLE", "{}/v/bin/python")
    environment("venv-python-executable-both", "home = {}/a/bin\n").start("{}/a/bin/python").say("env", "PYTHONEXECUTABLE", "{}/x").say("env", "__PYVENV_LAUNCHER__", "{}/v/bin/python")
    environment("venv-build", "home = {}/a/bin\n").file("a/bin/pybuilddir.txt", "build/lib")
    environment("venv-prefixes-set", "home = {}/a/bin\n").say("set", "prefix", "/p").say("set", "base_prefix", "/bp").say("set", "base_exec_prefix", "/bep")

    # homes
    for i, home in enumerate(["{}/h", "{}/h:{}/e", "{}/h:", ":{}/e", ":", "h", "{}/h/", "{}/a:{}/e:{}/f", "{}/\udcff\u00fc", "", "{}//a/./b", "hh", "h/x:e", "/"]):
        for how in "environment", "field":
            c = installed(case(f"home-{how}-{i}"))
            c.start("{}/a/bin/python").library("h")
            c.say("env", "PYTHONHOME", home) if how == "environment" else c.say("set", "home", home)
    installed(case("home-unused")).start("{}/a/bin/python").say("env", "PYTHONHOME", "/x").say("no", "environment")
    c = installed(case("home-isolated"))
    c.init = "isolated"
    c.start("{}/a/bin/python").say("env", "PYTHONHOME", "/x").say("env", "PYTHONPATH", "/y").say("env", "PYTHONEXECUTABLE", "/z/python").say("env", "PYTHONPLATLIBDIR", "l")

    # `._pth` files
    for i, text in enumerate(["lib\n", "lib\n.\n../x\n/abs\n", "import site\nlib\n", "import other\nlib # comment\n# comment\n\n  spaced  \n", "", "\n", "#import site\n", "import  site\nimportant\n",
                              "l\udcff\nl\u00fc\r\n", "a:b\n", "import\tos\n", " import site # x\n", "x\0y\nz\n"]):
        installed(case(f"pth-{i}")).file("a/bin/python._pth", text).start("{}/a/bin/python").say("env", "PYTHONPATH", "/pp").say("env", "PYTHONHOME", "/ph")
    installed(case("pth-none", "none")).file("b/python._pth", "x\n").program("b/python").start("{}/b/python")
    installed(case("pth-link")).file("b/python._pth", "b\n").link("b/python", "{}/a/bin/python").start("{}/b/python")
    installed(case("pth-real")).file("a/bin/python._pth", "a\n").link("b/python", "{}/a/bin/python").start("{}/b/python")
    installed(case("pth-home-set")).file("a/bin/python._pth", "a\n").start("{}/a/bin/python").say("set", "home", "/h")
    installed(case("pth-large")).file("a/bin/python._pth", "#" * 40000).start("{}/a/bin/python")
    installed(case("pth-directory")).directory("a/bin/python._pth").start("{}/a/bin/python")
    installed(case("pth-loop")).link("a/bin/python._pth", "python._pth").start("{}/a/bin/python")
    installed(case("pth-quiet")).file("a/bin/python._pth", "import x\n").start("{}/a/bin/python").say("no", "warnings")
    installed(case("pth-search-set")).file("a/bin/python._pth", "lib\n").start("{}/a/bin/python").say("search", "/s")
    environment("pth-venv", "home = {}/a/bin\n").file("v/bin/python._pth", "here\n")
    environment("pth-venv-home", "home = {}/a/bin\n").file("a/bin/python._pth", "there\n")
    installed(case("pth-of-library")).directory("l").file("l/libpython3.14.so.1.0._pth", "of-library\nimport site\n").start("{}/a/bin/python").say("library", "{}/l")
    installed(case("pth-of-build")).file("a/bin/python._pth", "x\n").file("a/bin/pybuilddir.txt", "build/lib\n").file("a/Lib/os.py").start("{}/a/bin/python")

    # where the library lies
    case("library-beside").directory("l").library("l").program("b/python").start("{}/b/python").say("library", "{}/l")
    case("library-zip-above").directory("p/x/l").file("p/lib/python314.zip").program("b/python").start("{}/b/python").say("library", "{}/p/x/l")
    case("library-above").directory("p/lib").library("p").program("b/python").start("{}/b/python").say("library", "{}/p/lib")
    installed(case("library-and-program")).directory("l").library("l").start("{}/a/bin/python").say("library", "{}/l")

    # built, not installed
    for i, text in enumerate(["build/lib.linux-x86_64-3.14\n", "", "\n", "/abs/build", "../up", "b\udcff\r\n", "one\ntwo\n", "x\0y"]):
        case(f"build-{i}").program("src/python").file("src/pybuilddir.txt", text).file("src/Lib/os.py").start("{}/src/python").directory("src/build/lib")
    case("build-above").program("src/out/python").file("src/out/pybuilddir.txt", "build/lib\n").file("src/Lib/os.py").start("{}/src/out/python")
    case("build-no-sources").program("src/python").file("src/pybuilddir.txt", "build/lib\n").start("{}/src/python")
    case("build-no-sources-none", "none").program("src/python").file("src/pybuilddir.txt", "build/lib\n").start("{}/src/python")
    case("build-link").program("src/python").file("src/pybuilddir.txt", "build/lib\n").file("src/Lib/os.py").link("b/python", "{}/src/python").start("{}/b/python")
    case("build-home").program("src/python").file("src/pybuilddir.txt", "b\n").file("src/Lib/os.py").start("{}/src/python").say("env", "PYTHONHOME", "{}/h")
    case("build-home-set").program("src/python").file("src/pybuilddir.txt", "b\n").file("src/Lib/os.py").start("{}/src/python").say("set", "home", "{}/h")
    case("build-prefix-set").program("src/python").file("src/pybuilddir.txt", "b\n").file("src/Lib/os.py").start("{}/src/python").say("set", "prefix", "/p").say("set", "base_exec_prefix", "/bep")
    case("build-stdlib-set").program("src/python").file("src/pybuilddir.txt", "b\n").file("src/Lib/os.py").start("{}/src/python").say("set", "stdlib_dir", "/s")
    case("build-large").program("src/python").file("src/pybuilddir.txt", "b" * 33000).start("{}/src/python")
    case("build-directory").program("src/python").directory("src/pybuilddir.txt").start("{}/src/python")
    case("build-loop").program("src/python").link("src/pybuilddir.txt", "pybuilddir.txt").start("{}/src/python")

    # other variables
    for i, path in enumerate(["{}/x", "x:./y:../z", ":", "x::y", "{}/x/../y//z/.", "\udcff:\u00fc", ".", "", "~/x"]):
        installed(case(f"pythonpath-{i}")).start("{}/a/bin/python").say("env", "PYTHONPATH", path)
    for i, lib in enumerate(["lib64", "l/x", "/abs", "l/../m", "\u00fc", "", "lib"]):
        for how in "environment", "field":
            c = installed(case(f"platlibdir-{how}-{i}")).library("a", f"{lib}/python3.14" if not lib.startswith(("/", "..")) and lib else LIB)
            c.start("{}/a/bin/python").file("a/lib64/python314.zip")
            c.say("env", "PYTHONPLATLIBDIR", lib) if how == "environment" else c.say("set", "platlibdir", lib)
    installed(case("executable-variable")).start("{}/a/bin/python").say("env", "PYTHONEXECUTABLE", "{}/x/python")
    installed(case("executable-variable-relative")).start("{}/a/bin/python").say("env", "PYTHONEXECUTABLE", "x")
    installed(case("executable-variable-unused")).start("{}/a/bin/python").say("env", "PYTHONEXECUTABLE", "{}/x/python").say("no", "environment")
    installed(case("launcher-variable")).start("{}/a/bin/python").say("env", "__PYVENV_LAUNCHER__", "{}/x/python")
    installed(case("executable-variable-nothing")).start("python").say("env", "PYTHONEXECUTABLE", "{}/x/python")

    # what the embedder sets
    for name in "executable base_executable prefix exec_prefix base_prefix base_exec_prefix stdlib_dir program_name pythonpath_env".split():
        for i, value in enumerate(["{}/s", "s/t", "{}/a/bin/python"]):
            for variant in "full", "none":
                c = installed(case(f"set-{name}-{i}-{variant}", variant))
                c.start("{}/a/bin/python" if variant == "full" else "{}/q/python").say("set", name, value)
    installed(case("search-set")).start("{}/a/bin/python").say("search", "/s").say("search", "t")
    case("search-set-none", "none").start("{}/q/python").library("x").say("search", "{}/x/lib/python3.14").say("search", "t")
    installed(case("early-name")).say("early", "program", "{}/a/bin/python")
    installed(case("early-home")).say("early", "home", "{}/h").start("{}/a/bin/python")
    installed(case("early-path")).say("early", "path", "/x:y::{}/z").start("{}/a/bin/python")
    installed(case("early-path-environment")).say("early", "path", "/x").start("{}/a/bin/python").say("env", "PYTHONHOME", "/h").say("env", "PYTHONPATH", "/p")
    installed(case("early-path-search")).say("early", "path", "/x").start("{}/a/bin/python").say("search", "/s")
    installed(case("early-path-pth")).say("early", "path", "/x").start("{}/a/bin/python").file("a/bin/python._pth", "p\n").file("pyvenv.cfg", "home = /x\n")
    installed(case("early-path-none", "none")).say("early", "path", "/x").start("python")
    for early in "program", "home", "path":
        installed(case(f"early-read-{early}")).say("early", early, "{}/a/bin/python").say("read")
        c = installed(case(f"early-compat-{early}"))
        c.init = "compat"
        c.say("early", early, "{}/a/bin/python")
    installed(case("arguments")).say("argument", "{}/a/bin/python").say("argument", "-c").say("argument", "1")
    installed(case("arguments-isolated")).say("argument", "{}/a/bin/python").say("argument", "-I").say("argument", "x.py").say("env", "PYTHONHOME", "/h")
    return made


class Dice:
    """The same numbers on every version of Python."""

    def __init__(self, seed):
        self.state = seed * 2654435761 % 2**64 or 1

    def __call__(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def pick(self, *values):
        return values[self(len(values))]


def random_case(root, number):
    dice = Dice(number + 1)
    c = Case(root, f"random-{number}", dice.pick("full", "full", "half", "none"))
    some = lambda n=3: dice(n) == 0
    c.init = dice.pick("python", "python", "python", "isolated", "compat")
    lib = dice.pick("lib", "lib", "lib", "lib64", "l/\u00fc")
    dirs = ["a/bin", "a", "b/bin", "v/bin", "v", "a/b/c", "b\u00fc/x", "."]
    homes = ["a", "b", "a/b", ".", "v", "a/bin", "h"]
    names = ["python", "python3", "python3.14", "\udce9x"]
    # programs and the links to them
    for _ in range(1 + dice(3)):
        c.program(f"{dice.pick(*dirs)}/{dice.pick(*names)}")
    for _ in range(dice(3)):
        here, name = dice.pick(*dirs), dice.pick(*names)
        there = f"{dice.pick(*dirs)}/{dice.pick(*names)}"
        c.link(f"{here}/{name}", dice.pick("{}/" + there, os.path.relpath(there, here), "{}/k/" + os.path.basename(there), "./" + name))
    if some():
        c.link("k", dice.pick("a/bin", "{}/b/bin", "v"))
    # libraries
    for _ in range(dice(4)):
        where, landmark = dice.pick(*homes), dice.pick("os.py", "os.py", "os.pyc", "other.py")
        c.library(where, f"{dice.pick('lib', lib)}/python3.14", landmark, extensions=some(2))
    if some(4):
        c.directory(f"{dice.pick(*homes)}/{lib}/python3.14/lib-dynload")
    if some(5):
        c.file(f"{dice.pick(*homes)}/{lib}/python314.zip")
    # what leads elsewhere
    where = lambda: "{}/" + dice.pick(*dirs) + dice.pick("", "", "", "/", "/.", "/../bin")
    while some(2):
        c.file(f"{dice.pick(*dirs)}/pyvenv.cfg", dice.pick(f"home = {where()}\n", f"x = y\r\nHome={where()}\r\n", "version = 3\n", "", f"home = {dice.pick(*dirs)}\n"))
    if some(5):
        c.file(f"{dice.pick(*dirs)}/{dice.pick(*names)}._pth", dice.pick("lib\nimport site\n", ".\n", "", "import x\n../y # z\n"))
    if some(5):
        c.file(f"{dice.pick(*dirs)}/pybuilddir.txt", dice.pick("build/lib\n", "", "/x\n", "../y\n"))
        if some(2):
            c.file(f"{dice.pick(*homes)}/Lib/os.py")
    # the start
    if some(2):
        c.say("cwd", "{}/" + dice.pick(*[d for d in dirs if os.path.isdir(c.at(d))]))
    program = dice.pick(*names)
    kind = dice(8)
    if kind < 4:
        c.start("{}/" + f"{dice.pick(*dirs)}/{program}")
    elif kind == 4:
        c.start(dice.pick(".", "..", "bin", "a", "./b/..", "x/..") + "/" + program)
    elif kind == 5 or kind == 6:
        c.start(program)
    if some(2):
        c.say("env", "PATH", ":".join(dice.pick("{}/" + dice.pick(*dirs), dice.pick(*dirs), "", ".", "/nowhere", "{}//a/./bin/") for _ in range(1 + dice(4))))
    if lib != "lib" or some(6):
        c.say("env", "PYTHONPLATLIBDIR", lib) if some(2) else c.say("set", "platlibdir", lib)
    if some(5):
        home = ":".join(dice.pick("{}/" + dice.pick(*homes), "h", "") for _ in range(1 + dice(2)))
        c.say("env", "PYTHONHOME", home) if some(2) else c.say("set", "home", home)
    if some(4):
        c.say("env", "PYTHONPATH", ":".join(dice.pick("{}/" + dice.pick(*homes), "x/../y", "", "./z", "\udcff") for _ in range(1 + dice(3))))
    if some(10):
        c.say("env", dice.pick("PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__"), "{}/" + f"{dice.pick(*dirs)}/{program}")
    for name in "executable base_executable prefix exec_prefix base_prefix base_exec_prefix stdlib_dir".split():
        if some(20):
            c.say("set", name, dice.pick("{}/" + dice.pick(*homes), "{}/" + f"{dice.pick(*dirs)}/{program}", "relative/path", "/nowhere"))
    if some(15):
        c.say("search", "/s")
    if some(15):
        c.say("no", "environment")
    if some(15):
        c.say("no", "warnings")
    if some(15):
        c.directory("l")
        if some(2):
            c.library("l")
        c.say("library", "{}/l")
    return c


def make(root, count):
    os.makedirs(root)
    return [case.record() for case in thought_of(root) + [random_case(root, i) for i in range(count)]]
