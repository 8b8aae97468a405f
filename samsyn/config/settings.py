"""Settings. Each one that an operator may change is read from the environment, here only.

They are listed for operators in docs/reference/settings.md.
"""

import os
from importlib.metadata import version
from pathlib import Path

from samsyn.config.store import database, secret

HOUSE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("SAMSYN_HOME", "var")).resolve()
PRODUCTION = os.environ.get("SAMSYN_PRODUCTION") == "1"
DEBUG = os.environ.get("SAMSYN_DEBUG") == "1" and not PRODUCTION
VERSION = version("samsyn")

# Arrays are small here, and threads that wait for each other cost five times the work. One thread
# also gives the same last digit whatever else the machine does. Read by numpy when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

SECRET_KEY = secret("secret_key", HOME)
SAMSYN_SEALING_KEY = secret("sealing_key", HOME)
SAMSYN_UPLOADS = HOME / "uploads"
ALLOWED_HOSTS = os.environ.get("SAMSYN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("SAMSYN_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "template_partials",
    "samsyn.web",
    "samsyn.directory",
    "samsyn.dialogue",
    "samsyn.strategy",
    "samsyn.company",
    "samsyn.programme",
    "samsyn.funding",
    "samsyn.results",
    # after the house, whose templates for signing in come first
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samsyn.directory.middleware.ActingFor",
    "samsyn.web.middleware.SentOn",
    "samsyn.web.middleware.ProblemPage",
]
ROOT_URLCONF = "samsyn.config.urls"
WSGI_APPLICATION = "samsyn.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "samsyn.directory.middleware.around_every_page",
            ],
        },
    }
]
FORM_RENDERER = "samsyn.web.forms.HouseRenderer"

DATABASES = {"default": database(os.environ.get("SAMSYN_DATABASE_URL", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "directory.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "sesame.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "samsyn.directory.adapter.InvitedOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_SESSION_REMEMBER = True
SESAME_MAX_AGE = 15 * 60
SESAME_ONE_TIME = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [HOUSE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
# Off: a key in an address must never become "1 387". The filters of `samsyn` group numbers.
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = SAMSYN_UPLOADS
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

EMAIL_BACKEND = os.environ.get(
    "SAMSYN_EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if PRODUCTION
    else "django.core.mail.backends.console.EmailBackend",
)
EMAIL_HOST = os.environ.get("SAMSYN_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SAMSYN_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAMSYN_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMSYN_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SAMSYN_EMAIL_TLS") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("SAMSYN_EMAIL_FROM", "samsyn@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = os.environ.get("SAMSYN_HTTPS", "1") == "1"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT

# Results that took long are kept until the data change. The tests keep none for that reason,
# so that a page asks as many questions on a busy machine as on a quiet one.
KEEPS_BY_TIME = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
