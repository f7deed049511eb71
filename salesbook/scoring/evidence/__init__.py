"""Evidence: what closed deals tell of a card. Figures are made of counts, so a million deals are counted once."""
