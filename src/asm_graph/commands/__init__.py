"""The command line, `asm-graph`: one module per command."""
