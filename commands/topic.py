"""Which topic a command works on: a slug of the catalogue, or a topic file given by its path."""

from pathlib import Path

from pipeline.items import Topic


def topic_named(catalog_dir: Path, name: str) -> Topic:
    """The topic with this slug, or the one in this *.yaml file. Raises CatalogError."""
    from catalog_loader import load_topic

    return load_topic(catalog_dir, name)
