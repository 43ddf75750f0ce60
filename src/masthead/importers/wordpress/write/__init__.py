"""From mapped stories to rows of the site, in batches that are each written whole or not at all."""
