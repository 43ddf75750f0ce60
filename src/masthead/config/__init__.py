"""Settings, addresses of the site's own parts, and the WSGI entry."""
