"""Settings, from the environment only. Each FODFAESTE_* variable stands where it is read."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from fodfaeste.installation.folders import keep_compiled, project_folder, var_folder
from fodfaeste.installation.logs import logging_settings
from fodfaeste.installation.secrets import installation_secrets
from fodfaeste.web.database import database_settings
from fodfaeste.web.languages import LOCALE, NAMES

# FODFAESTE_VAR: the folder for database, keys and collected files.
VAR = var_folder()
PROJECT = project_folder()
SOURCE = Path(__file__).resolve().parent.parent
keep_compiled()

SECRET_KEY = installation_secrets().django_key
DEBUG = False

# FODFAESTE_DEMO=1: anyone may step in as one of seven roles, on made-up people.
DEMO = os.environ.get("FODFAESTE_DEMO") == "1"

# FODFAESTE_HOSTS: the addresses it answers to, with commas: `https://fodfaeste.example.dk`, or bare names.
_addresses = [part.strip() for part in os.environ.get("FODFAESTE_HOSTS", "").split(",") if part.strip()]
_hosts = [(urlsplit(part).hostname or "") if "//" in part else part for part in _addresses]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_hosts]
CSRF_TRUSTED_ORIGINS = [part for part in _addresses if "//" in part]

# Behind HTTPS the proxy says so in a header; then cookies travel on HTTPS alone.
IS_HTTPS = any(part.startswith("https://") for part in _addresses)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
# The longest that signin.toml may let a session last; the limits themselves are kept by the session.
SESSION_COOKIE_AGE = 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "fodfaeste.web.errors.csrf_failed"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "fodfaeste.design",
    "fodfaeste.apps.accounts",
    "fodfaeste.apps.citizens",
    "fodfaeste.apps.companies",
    "fodfaeste.apps.learning",
    "fodfaeste.apps.matching",
    "fodfaeste.apps.offers",
    "fodfaeste.apps.partners",
    "fodfaeste.apps.questions",
    "fodfaeste.apps.plans",
    "fodfaeste.apps.introductions",
    "fodfaeste.apps.letters",
    "fodfaeste.apps.drafts",
    "fodfaeste.apps.goals",
    "fodfaeste.apps.effects",
    "fodfaeste.apps.imports",
    "fodfaeste.apps.journal",
    "fodfaeste.apps.jobs",
    "fodfaeste.apps.outbox",
    "fodfaeste.apps.links",
    "fodfaeste.apps.operation",
    "fodfaeste.apps.scenarios",
    "fodfaeste.apps.systems",
    "fodfaeste.apps.demo",
]

MIDDLEWARE = [
    "fodfaeste.web.middleware.ReferenceMiddleware",
    "fodfaeste.web.request_log.RequestsMiddleware",
    "fodfaeste.web.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "fodfaeste.web.middleware.LanguageMiddleware",
    "fodfaeste.web.remnants.RemnantsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fodfaeste.apps.accounts.middleware.SessionLimitsMiddleware",
    "fodfaeste.web.middleware.ClockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "fodfaeste.web.urls"
WSGI_APPLICATION = "fodfaeste.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "fodfaeste.web.context.installation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# FODFAESTE_DATABASE: a file, or postgresql://user:password@host:port/name.
DATABASES = {
    "default": database_settings(os.environ.get("FODFAESTE_DATABASE", ""), VAR / "fodfaeste.sqlite3")
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["fodfaeste.apps.accounts.backend.LocalAccounts"]
LOGIN_URL = "accounts:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "da"
LANGUAGES = list(NAMES.items())
LOCALE_PATHS = [LOCALE]
FORMAT_MODULE_PATH = ["fodfaeste.web.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    (prefix, folder)
    for prefix, folder in [
        ("dkfds", PROJECT / "node_modules" / "dkfds" / "dist"),
        ("htmx", PROJECT / "node_modules" / "htmx.org" / "dist"),
    ]
    if folder.is_dir()
]
# Collected files have their hash in the name; before `make setup` has collected them they are found in place.
IS_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_COLLECTED
WHITENOISE_AUTOREFRESH = not IS_COLLECTED

LOGGING = logging_settings()
