"""`typeset check --online`: what the addresses of an issue lead to.

The only place of the project that uses the network, and only when asked to. Each address is
visited once, as a reader would, a few at a time and never two of one site at once; `robots.txt`
is for programs that wander, which this one does not. `links.check_links` is the way in;
importing `rules` alone imports no client of the network.
"""
