"""`dataclass` and `replace`, with methods that are shared or written at first use.

The standard library compiles up to seven methods for each class when it is defined. This program has five hundred such
classes and a server uses a part of them: that was a third of its start. Here the classes of all share what need not be
written for each, and `__init__` is written by the standard library when the first one of a class is made. Everything else
(fields, defaults, order, `asdict`, `__post_init__`, matching) is the standard library's own.
"""

import dataclasses
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:

    def replace(thing, /, **changes):
        """As `dataclasses.replace`, in half its time, for classes made here: a visit has sixty fields, and an acceptance
        replaces it six times."""
        cls = type(thing)
        if not changes.keys() <= cls._names.keys():
            raise TypeError(f"{cls.__qualname__} has no {sorted(changes.keys() - cls._names.keys())}")
        fresh, put = object.__new__(cls), object.__setattr__
        for name in cls._names:
            put(fresh, name, changes[name] if name in changes else getattr(thing, name))
        if hasattr(cls, "__post_init__"):
            fresh.__post_init__()
        return fresh

    def dataclass(cls=None, /, *, frozen=False, slots=False, kw_only=False, eq=True):
        """As `dataclasses.dataclass`. A class that writes one of these methods itself keeps its own."""

        def made(cls):
            own = {name for name, value in vars(cls).items() if value is not None}  # Python sets __hash__ beside __eq__
            cls.__doc__ = cls.__doc__ or cls.__name__  # else the standard library works out a signature to show there
            methods = {"__init__": _init, "__repr__": _repr} | (_FROZEN if frozen else {})
            methods |= {"__eq__": _eq, "__hash__": _hash if frozen else None} if eq else {}
            for name, method in methods.items():
                if name not in own:
                    setattr(cls, name, method)
            cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
            compared = [field.name for field in dataclasses.fields(cls) if field.compare]
            cls._compared = attrgetter(*(compared or ["__class__"]))
            cls._is_frozen = frozen
            cls._names = dict.fromkeys(field.name for field in dataclasses.fields(cls))
            return cls

        return made if cls is None else made(cls)


def _init(self: Any, /, *args: Any, **kwargs: Any) -> None:
    owner: Any = next(cls for cls in type(self).__mro__ if "__init__" in vars(cls))
    if vars(owner)["__init__"] is _init:
        owner.__init__ = _written(owner)
    self.__init__(*args, **kwargs)


def _written(owner: Any) -> Any:
    """The `__init__` that the standard library writes for a class of the same fields."""
    fields = {field.name: field for field in dataclasses.fields(owner)}
    names = {"__module__": owner.__module__, "__qualname__": owner.__qualname__, "__doc__": ""}
    names |= {"__post_init__": None} if hasattr(owner, "__post_init__") else {}
    types = {name: field.type for name, field in fields.items()}
    like: Any = type(owner.__name__, (), {**names, **fields, "__annotations__": types})
    return vars(dataclasses.dataclass(repr=False, eq=False, frozen=owner._is_frozen)(like))["__init__"]


def _eq(self: Any, other: Any) -> Any:
    return self._compared(self) == other._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change {name!r} of a {type(self).__qualname__}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _set_state}
