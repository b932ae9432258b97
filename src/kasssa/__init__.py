"""kasssa: an electronic-invoicing network for Ukrainian organisations. See docs/architecture.md."""
