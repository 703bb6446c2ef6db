"""Servers that tests talk to: started on free loopback ports, stopped by what started them.

They are stored under .run/ or, if their account may not enter the checkout, under /var/cache/new-times/.
"""
