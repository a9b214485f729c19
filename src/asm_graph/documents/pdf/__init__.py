"""A PDF becomes pages: the words of its text layer, or those that OCR finds, and the grids of its tables."""
