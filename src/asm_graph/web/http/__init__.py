"""HTTP semantics: negotiation, conditional requests, languages, problems."""
