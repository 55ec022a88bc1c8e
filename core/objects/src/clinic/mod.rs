//! The runtime half of the `clinic` macros: argument parsing, conversion of arguments and results.
