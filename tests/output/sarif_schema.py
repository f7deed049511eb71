"""What SARIF 2.1.0 asks of the objects that a report of ours is made of, as a JSON Schema.

Written after the text of the standard (OASIS, errata 01); stricter than its schema: an object of ours may hold nothing
that is not named here, and what the standard says in prose (§3.30: an end is not before its start) is in test_sarif.py.
"""

from typing import Any


def closed(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Return an object that has all of `required`, may have `optional`, and nothing else."""
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


def many(items: dict[str, Any], least: int = 0) -> dict[str, Any]:
    """Return an array."""
    return {"type": "array", "items": items, "minItems": least}


STRING = {"type": "string"}
WORDS = {"type": "string", "minLength": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}  # §3.27.10
COUNT = {"type": "integer", "minimum": 1}  # lines and columns begin with 1 (§3.30.5, §3.30.6)
MESSAGE = closed({"text": WORDS})  # §3.11.8
MULTIFORMAT = closed({"text": WORDS}, markdown=WORDS)  # §3.12.3: text must be there wherever markdown is
REGION = closed({"startLine": COUNT, "startColumn": COUNT}, endLine=COUNT, endColumn=COUNT)
ARTIFACT = closed({"uri": {"type": "string", "pattern": "^[A-Za-z0-9._~/%-]+$"}, "uriBaseId": WORDS})
LOCATION = closed({"physicalLocation": closed({"artifactLocation": ARTIFACT, "region": REGION})})
REPLACEMENT = closed({"deletedRegion": REGION}, insertedContent=closed({"text": STRING}))
CHANGE = closed({"artifactLocation": ARTIFACT, "replacements": many(REPLACEMENT, 1)})
RESULT = closed(
    {"message": MESSAGE, "ruleId": WORDS, "level": LEVEL, "locations": many(LOCATION, 1)},
    ruleIndex={"type": "integer", "minimum": 0},
    partialFingerprints={"type": "object", "additionalProperties": STRING},
    fixes=many(closed({"artifactChanges": many(CHANGE, 1)}, description=MESSAGE)),
)
RULE = closed(
    {"id": WORDS},
    shortDescription=MULTIFORMAT,
    fullDescription=MULTIFORMAT,
    help=MULTIFORMAT,
    defaultConfiguration=closed({"level": LEVEL}),
)
DRIVER = closed({"name": WORDS}, version=WORDS, rules=many(RULE) | {"uniqueItems": True})
OVERRIDE = closed(  # §3.51; a configuration says whether a rule is enabled (§3.50.2) or of what level it is (§3.50.3)
    {"descriptor": closed({"id": WORDS}), "configuration": closed({}, enabled={"type": "boolean"}, level=LEVEL)}
)
INVOCATION = closed(  # §3.20
    {"executionSuccessful": {"type": "boolean"}},
    ruleConfigurationOverrides=many(OVERRIDE) | {"uniqueItems": True},
    toolConfigurationNotifications=many(closed({"message": MESSAGE}, level=LEVEL)),
)
RUN = closed(
    {"tool": closed({"driver": DRIVER}), "results": many(RESULT)},
    invocations=many(INVOCATION),
    language={"type": "string", "pattern": "^[a-z]{2}$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
)
LOG = closed({"version": {"const": "2.1.0"}, "runs": many(RUN)}, **{"$schema": {"type": "string", "format": "uri"}})
