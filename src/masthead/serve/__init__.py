"""The embedded web server, and the processes it runs in."""
