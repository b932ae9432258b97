"""The web door for a WSGI server. It refuses to open before all is ready."""

import os

from django.core.wsgi import get_wsgi_application

from kasssa.site.boot import refuse_unready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kasssa.site.settings")
application = get_wsgi_application()
refuse_unready()
