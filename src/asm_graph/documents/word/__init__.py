"""Documents of Word become lines and tables."""
