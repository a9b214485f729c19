"""Workbooks of spreadsheet programs become sheets of cells: XLSX, XLS, XLSB and OpenDocument."""
