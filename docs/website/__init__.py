"""How the pages of this folder, and what the code says of itself, become a site."""
