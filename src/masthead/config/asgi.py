"""The entry that the web server calls; see config.wsgi for what answers."""

from masthead.serve import web
from masthead.serve.bridge import Bridge

from .wsgi import application as front

application = Bridge(front, web.THREADS)
