"""Sheets of other makings: cells of an XLSX that need a second look, tables in markup."""
