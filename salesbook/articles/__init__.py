"""Article numbers of regulations: the register, and numbers for new ones."""
