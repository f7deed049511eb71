"""Letters: what a manager fills in, the sandbox in which they are written, how long they may be."""
