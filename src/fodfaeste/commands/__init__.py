"""One module per errand of the command line."""
