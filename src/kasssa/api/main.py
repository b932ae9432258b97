"""The JSON door, put together: OpenAPI at /api/openapi.json."""

from ninja import NinjaAPI

from kasssa.api import documents, intake, me, problems, signatures
from kasssa.api.gates import Bearer

api = NinjaAPI(title="kasssa", version="1", urls_namespace="api", auth=Bearer(), docs_url=None)
api.add_router("", documents.router)
api.add_router("", signatures.router)
api.add_router("", intake.router)
api.add_router("", me.router)
problems.install(api)
