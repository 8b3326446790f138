"""Records and rules of the telephone reception, in plain Python: no I/O, no clock, no Qt, no SQL."""
