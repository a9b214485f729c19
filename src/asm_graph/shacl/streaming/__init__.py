"""SHACL Core over sorted N-Quads, subject by subject, in constant memory.

Shapes are compiled for the subjects that occur and tell which of these surely conform, at a few microseconds
a quad. The others go to `shacl.core` with what the shapes can see from them: results are always its own.
"""
