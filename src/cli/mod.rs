//! The command line: check, index, search, lsp.
