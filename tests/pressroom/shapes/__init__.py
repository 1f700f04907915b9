"""One file a shape: SHAPES maps the name of each file to the one Site class that it defines."""

import importlib
import pkgutil

from tests.pressroom.site import Site


def _shapes() -> dict[str, type[Site]]:
    found: dict[str, type[Site]] = {}
    for module in pkgutil.iter_modules(__path__):
        members = vars(importlib.import_module(f"{__name__}.{module.name}")).values()
        (found[module.name],) = [
            member
            for member in members
            if isinstance(member, type) and issubclass(member, Site) and member.__module__.endswith("." + module.name)
        ]
    return found


SHAPES = _shapes()
