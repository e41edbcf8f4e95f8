"""The « Préparer » desk: what the organisers do before the day, over an open jury file."""
