"""The machine-readable contract, generated from the very routes and forms that the views use."""

import re
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from . import __version__

REFUSAL = {
    "type": "object",
    "required": ["ok", "code", "message", "detail", "status"],
    "properties": {
        "ok": {"const": False},
        "code": {"type": "string"},
        "message": {"type": "string", "description": "one sentence in the reader's language"},
        "detail": {"type": "object"},
        "status": {"type": "integer"},
    },
}
ANSWER = {
    "type": "object",
    "required": ["ok", "seq"],
    "properties": {"ok": {"const": True}, "seq": {"type": "integer"}},
}
TYPES = {"int": "integer"}


def document(app: Flask) -> dict[str, Any]:
    """OpenAPI 3.1 for every route except static files."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "assets.asset"]
    views = [app.view_functions[rule.endpoint] for rule in rules]
    forms: set[type[BaseModel]] = {view.form for view in views if hasattr(view, "form")}
    ordered = sorted(forms, key=lambda form: form.__name__)
    _, schemas = models_json_schema(
        [(form, "validation") for form in ordered], ref_template="#/components/schemas/{model}"
    )
    paths: dict[str, dict[str, Any]] = {}
    for rule in sorted(rules, key=lambda rule: rule.rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            paths.setdefault(_path(rule), {})[method.lower()] = _operation(app, rule, method)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hand to Hand", "version": __version__},
        "paths": paths,
        "components": {"schemas": {**schemas.get("$defs", {}), "Refusal": REFUSAL, "Answer": ANSWER}},
    }


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def _operation(app: Flask, rule: Rule, method: str) -> dict[str, Any]:
    view = app.view_functions[rule.endpoint]
    operation: dict[str, Any] = {
        "operationId": f"{rule.endpoint}.{method.lower()}",
        "summary": (view.__doc__ or rule.endpoint.replace(".", ": ").replace("_", " ")).strip().splitlines()[0],
        "x-roles": sorted(getattr(view, "roles", ())),
        "parameters": _parameters(rule),
        "responses": {"default": {"description": "refused", "content": _json("Refusal")}},
    }
    if method == "POST":
        operation["responses"]["201"] = {"description": "done", "content": _json("Answer")}
        if form := getattr(view, "form", None):
            schema = {"schema": {"$ref": f"#/components/schemas/{form.__name__}"}}
            kinds = ("application/json", "application/x-www-form-urlencoded")
            operation["requestBody"] = {"required": True, "content": dict.fromkeys(kinds, schema)}
    else:
        operation["responses"]["200"] = {"description": "as asked"}
    return operation


def _parameters(rule: Rule) -> list[dict[str, Any]]:
    found = re.findall(r"<(?:(\w+):)?(\w+)>", rule.rule)
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": TYPES.get(kind, "string")}}
        for kind, name in found
    ]


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
