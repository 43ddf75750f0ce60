"""Addresses that stand for something shown: a film, a post on another site."""

import re
from urllib.parse import parse_qs, urlsplit

from masthead.core.text import collapse

#: Hosts whose addresses WordPress shows as embeds when they stand alone on a line, see
#: https://wordpress.org/documentation/article/embeds/. Hosts below them count too.
PROVIDERS = (
    "youtube.com youtu.be vimeo.com dailymotion.com dai.ly flickr.com flic.kr twitter.com x.com "
    "soundcloud.com spotify.com instagram.com instagr.am facebook.com fb.watch tiktok.com ted.com "
    "reddit.com tumblr.com wordpress.tv videopress.com scribd.com slideshare.net imgur.com "
    "issuu.com kickstarter.com mixcloud.com speakerdeck.com bsky.app pinterest.com pca.st "
    "reverbnation.com screencast.com smugmug.com someecards.com cloudup.com animoto.com "
    "crowdsignal.net polldaddy.com wolframcloud.com canva.com threads.net hulu.com photobucket.com "
    "amazon.com amazon.co.uk a.co amzn.to meetup.com meetu.ps anghami.com apple.com t.me "
    "mastodon.social rumble.com odysee.com twitch.tv"
).split()

#: An address that has a line of a classic text to itself.
LONE_ADDRESS = re.compile(r"^[ \t]*(https?://[^\s<>\"'\[\]]+)[ \t]*\r?$", re.MULTILINE)
_YOUTUBE_FRAME = re.compile(r"^/(?:embed|v|shorts)/([\w-]{6,20})")
_VIMEO_FRAME = re.compile(r"^/video/(\d+)")


def is_provider(url: str) -> bool:
    """Whether a reader of the old site saw something shown in the place of this address."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return any(host == known or host.endswith("." + known) for known in PROVIDERS)


def watch_address(src: str) -> str:
    """The address a person would open, for what a frame, player or object loads; "" for none."""
    src = collapse(src)
    src = f"https:{src}" if src.startswith("//") else src
    try:
        parts = urlsplit(src)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https") or not host:
        return ""
    if host in ("youtube.com", "youtube-nocookie.com", "m.youtube.com"):
        found = _YOUTUBE_FRAME.match(parts.path)
        video = found.group(1) if found else parse_qs(parts.query).get("v", [""])[0]
        if video and video != "videoseries":
            return f"https://www.youtube.com/watch?v={video}"
    if host == "player.vimeo.com" and (found := _VIMEO_FRAME.match(parts.path)):
        return f"https://vimeo.com/{found.group(1)}"
    return src
