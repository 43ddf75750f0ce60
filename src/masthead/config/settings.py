"""Django's settings, derived from the outlet's options. One file for every use."""

from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from masthead.config import options, secret

OPTIONS = options.read()
FOLDER = options.folder()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = OPTIONS.secret_key.get_secret_value() or secret.read_or_make(FOLDER)
DEBUG = OPTIONS.debug
SITE_URL = OPTIONS.site()
ALLOWED_HOSTS = OPTIONS.hosts()
# By where such a language begins in the tree: "/fa/".
LANGUAGE_SITES = {f"/{prefix}/": site for prefix, site in OPTIONS.language_sites.items()}
CSRF_TRUSTED_ORIGINS = [SITE_URL, *LANGUAGE_SITES.values()]
ROOT_URLCONF = "masthead.config.urls"
WSGI_APPLICATION = "masthead.config.wsgi.application"

INSTALLED_APPS = [
    "masthead.publishing",
    "masthead.importers",
    "masthead.importers.screen",
    "masthead.demo",
    "masthead.newsroom",
    "masthead.reader",
    "masthead.feeds",
    "masthead.coordination",
    "masthead.translations",
    "masthead.ledger",
    "masthead.comments",
    "masthead.ticker",
    "masthead.articles",
    "masthead.people",
    "masthead.outlet",
    "masthead.media",
    "masthead.addresses",
    "masthead.bake",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "masthead.config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Pages carry no secret of their readers; the newsroom's forms mask their token in each answer.
    "django.middleware.gzip.GZipMiddleware",
    "masthead.config.headers.HeadersMiddleware",
    "masthead.bake.keep.KeepMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "masthead.reader.editions.EditionMiddleware",
    "masthead.publishing.transactions.TransactionMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "masthead.reader.context.outlet",
            ],
        },
    },
]

SQLITE = {
    "ENGINE": "masthead.config.sqlite",
    "NAME": FOLDER / "masthead.sqlite3",
    "CONN_MAX_AGE": None,  # opening the file and reading its schema anew costs every request
    "OPTIONS": {
        # Without IMMEDIATE a transaction that first reads and then writes fails at once
        # when another one wrote in between, whatever the timeout.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what an editor was told is published is there after a power cut.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728"
        ),
    },
}
DATABASES = {
    "default": (
        dj_database_url.parse(OPTIONS.database_url, conn_max_age=600, conn_health_checks=True)
        if OPTIONS.database_url
        else SQLITE
    )
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Each process would keep its own and go on naming the file of a picture that another
    # process replaced.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    # How often who came. In memory, of each process by itself: it must never reach a disk.
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WEB_PROCESSES = OPTIONS.workers
BEHIND_PROXY = OPTIONS.behind_proxy
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the page editor sends one for each part of each block

AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"

LANGUAGE_CODE = "en"
# Those with a catalogue. The newsroom stays English: no LocaleMiddleware follows the browser.
LANGUAGES = [
    ("en", _("English")),
    ("ar", _("Arabic")),
    ("fa", _("Persian")),
    ("fr", _("French")),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES[:1]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = OPTIONS.time_zone
USE_TZ = True
USE_I18N = True

MASTHEAD_ADDRESS_PATTERN = OPTIONS.address_pattern
MASTHEAD_COMMENT_DELAY = OPTIONS.comment_delay
MASTHEAD_ADDRESS_LETTERS = OPTIONS.address_letters
MASTHEAD_ARABIC_COUNTRY = OPTIONS.arabic_country
MASTHEAD_ARABIC_DIGITS = OPTIONS.arabic_digits
MASTHEAD_TRANSLATION_PROVIDER = OPTIONS.translation_provider

RECORD_ROOT = FOLDER / "record"  # served under /record/: tiles and checkpoint
RECORD_KEYS = FOLDER
RECORD_KEY = OPTIONS.record_key.get_secret_value()
RECORD_KEY_COMMAND = OPTIONS.record_key_command
RECORD_TIMESTAMP_URL = OPTIONS.record_timestamp_url

# Told by bake.purge, and not by Wagtail itself, which knows none of our addresses.
WAGTAILFRONTENDCACHE = {"default": OPTIONS.cache} if OPTIONS.cache else {}
CACHE_WARM = OPTIONS.cache_warm

STATIC_URL = "/static/"
STATIC_ROOT = FOLDER / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
BAKED_ROOT = FOLDER / options.BAKED
MEDIA_URL = "/media/"
MEDIA_ROOT = FOLDER / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "masthead.config.static.StaticStorage"},
}

# Security. Referrer-Policy is never `no-referrer`: it would make the browser send
# `Origin: null` with every form, and each comment would be refused.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview is a frame of the same site
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OPTIONS.behind_proxy else None
FILE_UPLOAD_PERMISSIONS = 0o644

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if OPTIONS.mail_host
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = OPTIONS.mail_host
EMAIL_PORT = OPTIONS.mail_port
EMAIL_HOST_USER = OPTIONS.mail_user
EMAIL_HOST_PASSWORD = OPTIONS.mail_password.get_secret_value()
EMAIL_USE_TLS = OPTIONS.mail_security == "starttls"
EMAIL_USE_SSL = OPTIONS.mail_security == "tls"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = OPTIONS.mail_from

LOGGING_CONFIG = "masthead.config.logs.configure"
LOGGING = {"format": OPTIONS.log_format, "level": OPTIONS.log_level}

# What Wagtail does after each save; the queues of our own are rows, see bake.
TASKS = {"default": {"BACKEND": "masthead.core.tasks.OnceBackend"}}
WAGTAIL_SITE_NAME = "Masthead"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "masthead.newsroom.signing_in.SignInForm"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False  # it would ask another host
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # it would send a hash of each editor's address
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_PASSWORD_RESET_ENABLED = bool(OPTIONS.mail_host)  # without it nobody gets the mail
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "masthead.config.search"}}
if OPTIONS.database_url:
    # Made by a migration of masthead.reader; without it PostgreSQL would take all words as English.
    WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"] = "masthead"
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "masthead.media.forms.PictureForm"
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024  # bytes
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # an embed asks nobody before a reader's click
