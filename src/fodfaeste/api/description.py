"""The description of the API (OpenAPI 3.1): what every call needs and may be answered, written once."""

from typing import Any

from fodfaeste.api.operation import OPERATIONS, Operation
from fodfaeste.api.problems import CONTENT_TYPE, KINDS
from fodfaeste.apps.citizens.access import SHORTEST_REASON
from fodfaeste.apps.journal.services import WHY_LENGTH

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "A refusal (RFC 9457), in the language asked for.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Where the kind of problem is explained."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "The fields that are wrong, each with its reason.",
            "items": {
                "type": "object",
                "required": ["field", "reason"],
                "properties": {"field": {"type": "string"}, "reason": {"type": "string"}},
            },
        },
    },
}
LANGUAGE: dict[str, Any] = {
    "in": "header",
    "name": "Accept-Language",
    "required": False,
    "description": "The language of words in the answer. Danish where it is neither.",
    "schema": {"type": "string"},
    "example": "en",
}
PURPOSE: dict[str, Any] = {
    "in": "header",
    "name": "X-Purpose",
    "required": True,
    "description": "What the person's data is used for. It stands in the journal, and the citizen can"
    " read it. UTF-8, or percent-encoded.",
    "schema": {"type": "string", "minLength": SHORTEST_REASON, "maxLength": WHY_LENGTH},
    "example": "Samtale-om-job-i-dag",
}
VERSION: dict[str, Any] = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "The ETag of what is changed, as it was read.",
    "schema": {"type": "string", "minLength": 1},
}
KEY: dict[str, Any] = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "The same key and the same body get the same answer for 24 hours, and it is done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 64, "pattern": r"^[\x21-\x7E]+$"},
}
ALWAYS = (
    "malformed",
    "token",
    "scope",
    "not-found",
    "method",
    "conflict",
    "too-large",
    "media-type",
    "fields",
    "too-many",
)


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """Add to a description what every operation shares."""
    schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    schema["components"]["responses"] = {_name(kind): _response(kind) for kind in KINDS}
    schema["components"]["securitySchemes"] = {"Token": {"type": "http", "scheme": "bearer"}}
    schema["security"] = [{"Token": []}]
    for methods in schema["paths"].values():
        for told in methods.values():
            _complete(told, OPERATIONS[told["operationId"]])
    return schema


def _complete(told: dict[str, Any], known: Operation) -> None:
    wanted = [LANGUAGE]
    wanted += [PURPOSE] if known.is_person else []
    wanted += [VERSION] if known.changes_version else []
    wanted += [KEY] if known.method == "POST" else []
    told["parameters"] = [*told.get("parameters", []), *wanted]
    refusals = [*ALWAYS, *(["changed", "version"] if known.changes_version else [])]
    for kind in refusals:
        status = str(KINDS[kind][0])
        told["responses"].setdefault(status, {"$ref": f"#/components/responses/{_name(kind)}"})
    told["responses"] = {str(status): answer for status, answer in told["responses"].items()}
    told["x-scope"] = known.scope
    told["description"] = f"{told['description']}\n\nScope: {known.scope or '-'}".strip()


def _name(kind: str) -> str:
    return "".join(part.capitalize() for part in kind.split("-"))


def _response(kind: str) -> dict[str, Any]:
    status, _title = KINDS[kind]
    told: dict[str, Any] = {
        "description": _name(kind),
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == 429:
        told["headers"] = {
            "Retry-After": {"required": True, "schema": {"type": "string", "pattern": "^[0-9]+$"}}
        }
    return told
