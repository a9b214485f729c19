"""A name becomes an identity: programs, units, plans and their objectives."""
