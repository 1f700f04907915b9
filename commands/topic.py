"""Which topic a command works on: a slug of the catalogue, or a topic file given by its path."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.items import Topic


def topic_named(catalog_dir: Path, name: str) -> "Topic":
    """The topic with this slug, or the one in this *.yaml file. Raises CatalogError."""
    from catalog_loader import load_topic, load_topic_file

    if name.endswith((".yaml", ".yml")):
        return load_topic_file(catalog_dir, Path(name))
    return load_topic(catalog_dir, name)
