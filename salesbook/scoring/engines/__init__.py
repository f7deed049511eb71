"""Databases that a card is run in, where the leads are; nothing else of the engine opens a connection."""
