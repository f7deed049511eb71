"""A checklist filled in: what it gives, and what many of them say of every manager."""
