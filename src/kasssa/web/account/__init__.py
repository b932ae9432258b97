"""Pages about the person: registration, consent, and what django-allauth brings."""
