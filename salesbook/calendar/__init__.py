"""Working time: hours and the production calendar in, deadlines out; days and times as people type them."""
