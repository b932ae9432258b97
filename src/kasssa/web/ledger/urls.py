"""The addresses of the tree, as c2sp.org/tlog-tiles has them."""

from django.urls import path

from kasssa.web.ledger import views

urlpatterns = [
    path("checkpoint", views.checkpoint, name="ledger_checkpoint"),
    path("key", views.key, name="ledger_key"),
    path("tile/<str:level>/<path:number>", views.tile, name="ledger_tile"),
    path("add-checkpoint", views.add_checkpoint, name="ledger_add_checkpoint"),
    path("acts/<int:entry_id>/proof", views.proof, name="ledger_proof"),
    path("acts/<int:entry_id>/leaf", views.leaf, name="ledger_leaf"),
]
