"""Points for a card from closed deals: proposed, held against today's, never put into the card."""
