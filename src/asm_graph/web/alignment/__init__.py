"""Who is aligned with what: flow, chain and matrix."""
