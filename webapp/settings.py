"""All settings. Runs out of the box; the environment changes what the README's table names."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from webapp.env import (
    broker_address,
    database,
    env_bool,
    env_int,
    env_list,
    kept_secret,
    own_names,
    redis_address,
)

IMPLICIT_TLS_PORT = 465  # of mail servers (RFC 8314)
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").resolve()

# --- address --------------------------------------------------------------------------
HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = env_int("PORT", 8000, 1, 65535)
TLS_CERT = os.environ.get("TLS_CERT", "")
TLS_KEY = os.environ.get("TLS_KEY", "")
# Behind a proxy that ends TLS, set SECURE=1 and CSRF_TRUSTED_ORIGINS.
SECURE = env_bool("SECURE", bool(TLS_CERT))
ALLOWED_HOSTS = [*own_names(HOST), *env_list("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

# --- project --------------------------------------------------------------------------
DEBUG = env_bool("DEBUG", False)
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret(VAR_DIR / "secret_key")
ROOT_URLCONF = "webapp.urls"
ASGI_APPLICATION = "webapp.asgi.application"
INSTALLED_APPS = [
    "webapp.measure",
    "webapp.records",
    "webapp.live",
    "webapp.studies",
    "webapp.enrolment",
    "webapp.review",
    "webapp.jobs",
    "webapp.agreement",
    "webapp.exports",
    "webapp.panel",
    "webapp.accounts",
    "webapp.stack",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "ninja",  # serves the API documentation's own scripts, so that the CSP can stay strict
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "webapp.measure.middleware.PermissionsPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "webapp.studies.middleware.EnglishForNow",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "webapp.accounts.middleware.LoginRules",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
TIME_ZONE = "UTC"
USE_TZ = True

# --- languages: the choice in the cookie, else what the browser asks for, else English --------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- database -------------------------------------------------------------------------
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), VAR_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Redis, channels, Celery ----------------------------------------------------------
# Written by `manage.py serve` for commands that are started beside it.
REDIS_NOTE, ADDRESS_NOTE = VAR_DIR / "redis.url", VAR_DIR / "address.url"
REDIS_URL = redis_address(os.environ.get("REDIS_URL", ""), REDIS_NOTE, VAR_DIR / "redis" / "redis.sock")
CHANNEL_LAYERS = {
    "default": {
        # Not the core layer: with redis-py 8 it dies after 5 s of silence (django/channels_redis#422).
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "vitals"},
    }
}
CELERY_BROKER_URL = broker_address(REDIS_URL)

# --- limits of this installation --------------------------------------------------------
VISION_WORKERS = env_int("VISION_WORKERS", max(1, (os.cpu_count() or 1) - 1), 1)
SESSIONS_PER_WORKER = 4  # FaSeNet takes about 6 ms a frame on one core; 4 x 30 fps x 6 ms = 0.72 of it
MAX_SESSIONS = env_int("MAX_SESSIONS", SESSIONS_PER_WORKER * VISION_WORKERS)
SESSIONS_PER_ADDRESS = env_int("SESSIONS_PER_ADDRESS", (MAX_SESSIONS + 1) // 2)  # at once
SESSIONS_PER_MINUTE = env_int("SESSIONS_PER_MINUTE", 30)  # new sessions from one address

# --- accounts and cookies -------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": "webapp.accounts.validators.LongerForStaff"}]
OTP_TOTP_ISSUER = "FaSeNet Vitals"  # what the app on the phone calls it
CSRF_FAILURE_VIEW = "webapp.measure.refusal.csrf_failure"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "index"
LOGOUT_REDIRECT_URL = "index"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False  # its log lines carry names and addresses
AXES_DISABLE_ACCESS_LOG = True  # who logged in from where is nobody's business; only failures are counted
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_SAMESITE = SECURE, "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 0)  # not by default: a browser would remember it for localhost
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if SECURE and not TLS_CERT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- mail, for links to a new password; without a host an administrator makes them -----------
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = env_int("EMAIL_PORT", 587, 1, 65535)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_USER", ""), os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == IMPLICIT_TLS_PORT
EMAIL_USE_TLS = env_bool("EMAIL_STARTTLS", True) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 10  # seconds that a request may wait for the mail server
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or EMAIL_HOST_USER
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds; a link is also of no use once the password has changed

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = "camera=(self), microphone=(), geolocation=(), display-capture=()"

# --- static files -----------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

# --- log: no names, no addresses, no session ids of visitors ------------------------------
LOG_LEVEL = os.environ.get("LOG_LEVEL") or "INFO"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"our_fault": {"()": "webapp.logs.OurFault"}},
    "handlers": {
        # Here and not at a logger: a filter of `django.security` would not see its children's lines.
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["our_fault"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "webapp": {"level": LOG_LEVEL},
        "vitals": {"level": LOG_LEVEL},
        # Their warnings name letters of a note that a font lacks.
        "fpdf": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
