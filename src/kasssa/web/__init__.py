"""The HTML door: parse the request, call one action or query, render a template."""
