"""Ways out of a report: a workbook, layers, documents and a print, one file a format."""
