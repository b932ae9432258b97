"""The web door for a WSGI server. It refuses to open with a database role that sees over the wall."""

import os

from django.core.wsgi import get_wsgi_application

from kasssa.base.tenancy import refuse_unsafe_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kasssa.site.settings")
application = get_wsgi_application()
refuse_unsafe_role()
