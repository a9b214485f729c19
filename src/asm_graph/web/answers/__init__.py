"""Engine answers as HTTP responses and page data."""
