"""The scoreboard: what became of ASM by branch, agency and cycle."""
