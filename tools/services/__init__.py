"""Servers that tests talk to: started on free loopback ports, stopped by what started them.

They are kept under .run/, or where their account may not enter the checkout, under /var/cache/new-times/.
"""
