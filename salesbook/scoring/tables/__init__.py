"""Tables of leads: a file in, whatever program has written it; every row scored as a single lead is, or rejected."""
