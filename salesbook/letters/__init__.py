"""Letters: what is filled in, the sandbox they are written in, how long they may be."""
