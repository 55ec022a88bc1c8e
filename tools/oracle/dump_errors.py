"""Wrong programs, and what compiling them says: the generated corpus of errors and warnings.

    dump_errors.py make COUNT SEED CASES DIRECTORY...    write the programs (under the reference, whose tokenizer cuts them)
    dump_errors.py answer CASES ANSWERS [START]          compile each (under either side), as if it came from CASES.py

CASES has a JSON string in each line. A program is a statement of the library, dedented, in which one token is deleted, doubled, swapped with
its neighbour or replaced by one from elsewhere. ANSWERS has a line for each, of tab-separated JSON values: the exception's type, or "code"
and a digest of the code object; message, line, column, end line, end column, text; metadata, number of arguments and what else the
exception has; then the warnings, and what is said if they are errors.
"""

import ast
import hashlib
import io
import json
import marshal
import random
import sys
import textwrap
import tokenize
import warnings

from walk import sources

LONGEST = 14
INVISIBLE = (tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING)
# Rare in the library, or nowhere in it.
STRANGERS = """( ) [ ] { } , : ; . = == := -> ** * @ ~ ! != <> $ ? ` \\ 1 0x 08 1_ 1e5x 2abc 'a "b \"\"\" f'{ f"{a}" f'{a!z}' t'{x}' b'\xe4'
    '\\z' '\\x1' '\\N{no}' r'\\' if else elif for in while try except finally with as def class lambda return yield await async import from
    None True False not is and or del global nonlocal pass break continue raise match case type print exec \xe4 \u20ac""".split()


def blocks(path):
    """The short statements of a file, with their own indentation taken away."""
    try:
        with tokenize.open(path) as file:
            text = file.read()
        tree = ast.parse(text)
    except (SyntaxError, ValueError, OSError):
        return
    lines = text.splitlines(keepends=True)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.end_lineno - node.lineno < LONGEST:
            block = textwrap.dedent("".join(lines[node.lineno - 1 : node.end_lineno]))
            if len(block) < 2000 and not block[0].isspace():
                yield block


def cut(block):
    """Where its visible tokens begin and end, as offsets."""
    starts = [0]
    for line in block.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    try:
        for token in tokenize.generate_tokens(io.StringIO(block).readline):
            if token.type not in INVISIBLE and token.string:
                (line, column), (end_line, end_column) = token.start, token.end
                yield starts[line - 1] + column, starts[end_line - 1] + end_column
    except (tokenize.TokenError, SyntaxError):
        return


def spoil(block, pieces, chance, word):
    """The block with one token changed."""
    n = chance.randrange(len(pieces))
    start, end = pieces[n]
    match chance.choice(("delete", "double", "swap", "replace")):
        case "delete":
            return block[:start] + block[end:]
        case "double":
            return block[:end] + " " + block[start:end] + block[end:]
        case "swap" if n + 1 < len(pieces):
            next_start, next_end = pieces[n + 1]
            return block[:start] + block[next_start:next_end] + block[end:next_start] + block[start:end] + block[next_end:]
    return block[:start] + word + block[end:]


def make(count, seed, cases, *directories):
    chance = random.Random(int(seed))
    paths = list(sources(directories))
    seen, words = set(), ["pass"]
    with open(cases, "w", encoding="utf-8") as out:
        while len(seen) < int(count):
            block_list = list(blocks(chance.choice(paths)))
            for block in chance.sample(block_list, min(25, len(block_list))):
                pieces = list(cut(block))
                if not pieces:
                    continue
                word = chance.choice(words if chance.random() < 0.5 else STRANGERS)
                start, end = chance.choice(pieces)
                words.append(block[start:end])
                program = spoil(block, pieces, chance, word)
                if program not in seen and len(seen) < int(count):
                    seen.add(program)
                    print(json.dumps(program), file=out)


def outcome(program, path, category):
    """What compiling says, and the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter(category)
        try:
            code = compile(program, path, "exec", dont_inherit=True, optimize=0)
            said = ["code", hashlib.sha1(marshal.dumps(code, 2)).hexdigest()]
        except SyntaxError as e:
            metadata = getattr(e, "_metadata", None)
            said = [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]
            details = len(e.args), e.filename == path, e.print_file_and_line
            said.append([metadata and [*metadata[:2], metadata[2] == program or metadata[2]], *details])
        except Exception as e:
            said = [type(e).__name__, str(e)]
    said += [""] * (8 - len(said))
    return said, [[w.category.__name__, str(w.message), w.lineno] for w in caught]


def answer(program, path):
    with open(path, "w", encoding="utf-8", errors="surrogatepass") as file:
        file.write(program)
    said, caught = outcome(program, path, "always")
    said.append([caught, *outcome(program, path, "error")] if caught else [])
    return "\t".join(map(json.dumps, said))


def answers(cases, output, start="0"):
    with open(cases, encoding="utf-8") as programs, open(output, "a" if int(start) else "w", encoding="utf-8") as out:
        for n, line in enumerate(programs):
            if n >= int(start):
                print(answer(json.loads(line), cases + ".py"), file=out, flush=True)


if __name__ == "__main__":
    {"make": make, "answer": answers}[sys.argv[1]](*sys.argv[2:])
