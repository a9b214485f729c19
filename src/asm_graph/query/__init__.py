"""SPARQL text: scanned, checked against the limits, rewritten where the engine errs, and evaluated."""
