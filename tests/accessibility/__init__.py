"""The program from outside, as assistive technology meets it."""
