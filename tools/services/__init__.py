"""Servers that tests talk to: started on free loopback ports, kept under .run/, stopped by what started them."""
