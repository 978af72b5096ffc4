"""The types of the protocol's meta model, taken at their word: what lsprotocol lets pass is an error here."""

import enum
from collections.abc import Callable
from typing import Any

import cattrs
from lsprotocol import converters, types
from pygls.protocol import (
    JsonRPCNotification,
    JsonRPCRequestMessage,
    JsonRPCResponseMessage,
    _params_field_structure_hook,
    _result_field_structure_hook,
)


def converter() -> cattrs.Converter:
    """No unknown field, no value of another type, no number that an enumeration lacks."""
    strict = converters.get_converter(cattrs.Converter(forbid_extra_keys=True))
    for primitive, accepted in {str: (str,), bool: (bool,), int: (int,), float: (int, float)}.items():
        strict.register_structure_hook(primitive, _only(*accepted))
    for type_ in types.ALL_TYPES_MAP.values():
        if isinstance(type_, type) and issubclass(type_, enum.Enum):
            strict.register_structure_hook(type_, lambda value, type_: type_(value))
    return strict


def _only(*accepted: type) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Any:
        if type(value) not in accepted:
            raise TypeError(f"{value!r} is none of {accepted}")
        return value

    return structure


def client_converter() -> cattrs.Converter:
    """The same with the messages that pygls has for methods and results without a type."""
    strict = converter()
    strict.register_structure_hook(JsonRPCRequestMessage, _params_field_structure_hook)
    strict.register_structure_hook(JsonRPCResponseMessage, _result_field_structure_hook)
    strict.register_structure_hook(JsonRPCNotification, _params_field_structure_hook)
    return strict


class Checker:
    """Checks what a server sends, message by message; a response by the request that it answers."""

    def __init__(self) -> None:
        self._converter = converter()

    def check(self, message: dict[str, Any], answers: str | None = None) -> None:
        """`answers` is the method of the request that a response belongs to."""
        try:
            self._converter.structure(message, self._type(message, answers))
        except cattrs.BaseValidationError as error:
            raise AssertionError("; ".join(cattrs.transform_error(error))) from error

    @staticmethod
    def _type(message: dict[str, Any], answers: str | None) -> type:
        if "error" in message:
            return types.ResponseErrorMessage
        request, response, *_ = types.METHOD_TO_TYPES[answers or message["method"]]
        type_ = response if answers else request
        assert type_ is not None, f"{answers} has no response"
        return type_
