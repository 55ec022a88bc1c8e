"""Records what the stages of the compiler make of sequences of instructions: run by the reference.

Arguments: output file, then directories. What the library's own tests of the optimiser and the assembler ask is
recorded, then every file of the directories is generated and optimised. The output is one marshalled tuple of
    ("codegen", source, sequence, constants)
    ("optimize", sequence, constants, number of locals, resulting sequence, resulting constants)
    ("assemble", sequence, metadata as a tuple of pairs, resulting code object)
where a sequence is (instructions, sequences inside).
"""

import ast
import marshal
import sys
import unittest
import warnings

import _testinternalcapi as stages

from walk import sources

RECORDS = []
TESTS = ("test.test_peepholer", "test.test_compiler_codegen", "test.test_compiler_assemble")

optimize_cfg = stages.optimize_cfg
assemble_code_object = stages.assemble_code_object


def plain(sequence):
    instructions = tuple(tuple(-1 if x is None else x for x in i[1:]) for i in sequence.get_instructions())
    opcodes = tuple(i[0] for i in sequence.get_instructions())
    nested = tuple(plain(inner) for inner in sequence.get_nested() or ())
    return tuple(zip(opcodes, *zip(*instructions))), nested


def frozen(value):
    """A copy that later changes cannot reach."""
    if isinstance(value, dict):
        return tuple((k, frozen(v)) for k, v in value.items())
    return tuple(value) if isinstance(value, list) else value


def record_optimize(sequence, consts, nlocals):
    before = plain(sequence), frozen(consts)
    result = optimize_cfg(sequence, consts, nlocals)
    RECORDS.append(("optimize", *before, nlocals, plain(result), frozen(consts)))
    return result


def record_assemble(filename, sequence, metadata):
    before = plain(sequence), frozen(metadata)
    code = assemble_code_object(filename, sequence, metadata)
    RECORDS.append(("assemble", *before, code))
    return code


def generate(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        sequence, metadata = stages.compiler_codegen(ast.parse(source), "stages", 0)
    except (SyntaxError, ValueError):
        return
    consts = list(metadata["consts"])
    RECORDS.append(("codegen", source, plain(sequence), tuple(consts)))
    record_optimize(sequence, consts, 0)


def main(output, *directories):
    warnings.simplefilter("ignore")
    stages.optimize_cfg = record_optimize
    stages.assemble_code_object = record_assemble
    unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromNames(TESTS))
    for path in sources(directories):
        generate(path)
    marshallable = []
    for record in RECORDS:
        try:
            marshallable.append(marshal.dumps(record))
        except ValueError:
            pass
    with open(output, "wb") as file:
        marshal.dump(tuple(marshallable), file)
    print(len(RECORDS), "records,", len(RECORDS) - len(marshallable), "not kept")


main(*sys.argv[1:])
