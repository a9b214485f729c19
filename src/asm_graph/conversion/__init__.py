"""Files made of answers and releases by processes that can be killed: spreadsheets, reports, comparisons."""
