"""The command line, `asm-graph`: one module per command.

A command imports what it works with when it runs, so that neither `--help` nor another command waits for
libraries that it does not need.
"""
