"""Pages elsewhere that link to ours: Webmention (W3C, 2017) and Pingback 1.0."""
