"""Files in, models out: text → document with places → model or problems."""
