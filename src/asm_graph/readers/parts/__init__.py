"""The layouts of parts: annexes, forms and tables that stand somewhere in a document of pages."""
