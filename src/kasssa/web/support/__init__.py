"""Pages of questions to the operator."""
