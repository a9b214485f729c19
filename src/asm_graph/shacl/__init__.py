"""The SHACL engine, with pySHACL as its reference."""
