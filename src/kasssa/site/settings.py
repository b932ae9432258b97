"""The settings of Django. Every variable read here is described in docs/settings.md."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import fontpkg_inter
from psycopg.conninfo import conninfo_to_dict

from kasssa.core.consent import Operator


def _variable(name: str, default: str) -> str:
    return os.environ.get(name, default)


def _database(url: str, **options: object) -> dict[str, object]:
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "kasssa"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": {"server_side_binding": True, **options},
    }


def _secret_key(path: str) -> str:
    # Without a file the key lives as long as the process: enough for tests and one-off commands.
    return Path(path).read_text(encoding="utf-8").strip() if path else secrets.token_urlsafe(50)


ROOT = Path(__file__).resolve().parents[3]
WEB = Path(__file__).resolve().parents[1] / "web"
VAR = Path(_variable("KASSSA_VAR", str(ROOT / "var")))
PUBLIC_URL = _variable("KASSSA_URL", "http://localhost:8000").rstrip("/")
MAIL_DOMAIN = urlsplit(PUBLIC_URL).hostname or "localhost"
DEMO = _variable("KASSSA_DEMO", "") == "yes"
DEMO_FOLDER = VAR / "demo"
TOMBSTONES = VAR / "tombstones.jsonl"
EVIDENCE_HOSTS = [host for host in _variable("KASSSA_EVIDENCE_HOSTS", "").split(",") if host]
LEDGER_FOLDER = Path(_variable("KASSSA_LEDGER", str(VAR / "ledger")))
TRUST_FOLDER = Path(_variable("KASSSA_TRUST", str(VAR / "trust")))
# The demo is run by an invented operator; whoever serves others names themselves (clause 1.2).
_NOBODY = ("", "", "", "", "")
_INVENTED = ("ТОВ «Демо»", "43629432", "Україна, м. Київ", "operator@kasssa.example", "+380 44 000 00 00")
_BY_DEFAULT = _INVENTED if DEMO else _NOBODY
OPERATOR = Operator(
    name=_variable("KASSSA_OPERATOR_NAME", _BY_DEFAULT[0]),
    code=_variable("KASSSA_OPERATOR_CODE", _BY_DEFAULT[1]),
    address=_variable("KASSSA_OPERATOR_ADDRESS", _BY_DEFAULT[2]),
    email=_variable("KASSSA_OPERATOR_EMAIL", _BY_DEFAULT[3]),
    phone=_variable("KASSSA_OPERATOR_PHONE", _BY_DEFAULT[4]),
    url=PUBLIC_URL,
)

SECRET_KEY = _secret_key(_variable("KASSSA_SECRET_KEY_FILE", ""))
DEBUG = False
ALLOWED_HOSTS = _variable("KASSSA_HOSTS", f"{MAIL_DOMAIN},localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "kasssa.base.tenancy",
    "kasssa.base.blobs",
    "kasssa.base.mail",
    "kasssa.base.idempotency",
    "kasssa.base.limits",
    "kasssa.base.ledger",
    "kasssa.apps.accounts",
    "kasssa.apps.consents",
    "kasssa.apps.directory",
    "kasssa.apps.documents",
    "kasssa.apps.intake",
    "kasssa.apps.signing",
    "kasssa.apps.exchange",
    "kasssa.apps.payments",
    "kasssa.apps.safety",
    "kasssa.apps.support",
    "kasssa.apps.privacy",
    "kasssa.web",
    "kasssa.cli",
    "kasssa.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kasssa.web.headers.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "kasssa.web.gates.Gates",
    "kasssa.web.errors.Errors",
]

ROOT_URLCONF = "kasssa.site.urls"
WSGI_APPLICATION = "kasssa.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "kasssa.web.page.surroundings",
            ],
        },
    }
]

_DATABASE_URL = _variable("DATABASE_URL", "postgresql://kasssa_app@localhost/kasssa")
DATABASES = {
    "default": _database(_DATABASE_URL, pool={"min_size": 1, "max_size": 16, "timeout": 10}),
    "owner": _database(_variable("DATABASE_OWNER_URL", _DATABASE_URL)),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Django-allauth counts tries to sign in here. By default the table is culled at 300 entries, so that whoever
# tries enough addresses would wipe their own count.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

FOLLOWS = "kasssa.site.follows.FOLLOWS"
PROCRASTINATE_IMPORT_PATHS = [
    "kasssa.base.ledger.actions",
    "kasssa.base.mail.actions",
    "kasssa.apps.intake.followups",
    "kasssa.apps.signing.followups",
    "kasssa.apps.privacy.followups",
    "kasssa.site.schedule",
]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
ALLAUTH_TRUSTED_PROXY_COUNT = int(_variable("KASSSA_PROXIES", "0"))
ACCOUNT_ADAPTER = "kasssa.web.account.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "kasssa.web.account.adapter.display"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "kasssa"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_URL.startswith("http://localhost")
USERSESSIONS_TRACK_ACTIVITY = True

LANGUAGE_CODE = "uk"
LANGUAGES = [("uk", "Українська"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = "Europe/Kyiv"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATICFILES_DIRS = [WEB / "static", ("fonts", str(Path(fontpkg_inter.__file__).parent / "files"))]

_SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kasssa.web.errors.csrf_failed"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A file from elsewhere has 20 MB at most; what is larger is not even kept in memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

_MAIL = urlsplit(_variable("KASSSA_MAIL_URL", "file:"))
_MAIL_BACKEND = {"file": "filebased", "smtps": "smtp"}.get(_MAIL.scheme, _MAIL.scheme)
EMAIL_BACKEND = f"django.core.mail.backends.{_MAIL_BACKEND}.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "", _MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = not EMAIL_USE_SSL and "tls" in _MAIL.query
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _variable("KASSSA_MAIL_FROM", f"kasssa <no-reply@{MAIL_DOMAIN}>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
