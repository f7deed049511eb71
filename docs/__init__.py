"""Documentation, and the programs that write the derived part of it."""
