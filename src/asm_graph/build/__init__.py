"""From files to a release: gather, extract, cache, check, write."""
