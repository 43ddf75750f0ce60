"""A large archive of made-up stories, to measure with: `masthead bench seed`."""
