"""Extension modules by the tools that most are made with. `cargo xtask wheels --build` runs this with our headers in the stock ones' place."""

import os
from pathlib import Path

import nanobind
from Cython.Build import cythonize
from pybind11.setup_helpers import Pybind11Extension
from setuptools import Extension, setup

os.chdir(Path(__file__).parent)
work = os.environ["BUILD_WORK"]
bound = Path(nanobind.__file__).parent
setup(
    name="built",
    packages=[],
    ext_modules=[
        *cythonize(
            [
                Extension("built_cython", ["built_cython.pyx"]),
                # the same module by the stable ABI
                Extension(
                    "built_cython_abi3",
                    ["built_cython_abi3.pyx"],
                    define_macros=[("Py_LIMITED_API", "0x030c0000"), ("CYTHON_LIMITED_API", "1")],
                    py_limited_api=True,
                ),
            ],
            build_dir=work,
            language_level=3,
        ),
        Pybind11Extension("built_pybind11", ["built_pybind11.cpp"], cxx_std=17),
        Extension(
            "built_nanobind",
            ["built_nanobind.cpp", str(bound / "src/nb_combined.cpp")],
            include_dirs=[str(bound / "include"), str(bound / "ext/robin_map/include")],
            extra_compile_args=["-std=c++17", "-fvisibility=hidden", "-fno-strict-aliasing"],
            language="c++",
        ),
    ],
    cffi_modules=["built_cffi_build.py:ffi"],
)
