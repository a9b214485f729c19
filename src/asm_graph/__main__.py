"""`python -m asm_graph` is the command `asm-graph`."""

from asm_graph.commands.main import main

main()
