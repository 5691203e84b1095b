"""Spreadsheet bytes on standard input, sheets as lines of JSON on output, in a process of its own.

A spreadsheet may make any reader hang, eat the memory or abort the process (a legal 2 kB file
does). Here it can only take this child down; `opening` turns that into a sentence.
"""
