"""The software bill of materials (CycloneDX 1.6, JSON) and the licences of all parts."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from pathlib import Path

from installer.packaging.parts import Part
from installer.packaging.product import NAME, Product

_SHORT_IDS = ("MIT", "ISC", "blessing")
_ID = re.compile(r"[A-Za-z0-9.+-]+")


def write_bill(product: Product, parts: Sequence[Part], out: Path) -> None:
    """One CycloneDX document; the same parts always give the same bytes. Raises OSError."""
    root = f"pkg:pypi/{NAME}@{product.version}"
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, root)}",
        "version": 1,
        "metadata": {
            "timestamp": f"{product.moment:%Y-%m-%dT%H:%M:%SZ}",
            "component": {
                "type": "application", "bom-ref": root, "name": NAME, "version": product.version, "purl": root,
                "description": product.description, "licenses": [{"license": {"id": "GPL-3.0-or-later"}}],
            },
        },
        "components": [_component(part) for part in parts],
        "dependencies": [{"ref": root, "dependsOn": [_reference(part) for part in parts]}],
    }  # fmt: skip
    out.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _component(part: Part) -> dict[str, object]:
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": _reference(part),
        "name": part.name,
        "licenses": [_licence(part.licence)],
        "externalReferences": [{"type": "website", "url": part.address}],
    }
    if part.version:
        component["version"] = part.version
    if part.is_package:
        component["purl"] = _reference(part)
        component["externalReferences"] = [
            {"type": "distribution", "url": part.address, "hashes": [{"alg": "SHA-256", "content": sum_}]}
            for sum_ in part.hashes
        ] or component["externalReferences"]
    return component


def _reference(part: Part) -> str:
    name = part.name.replace(" ", "-").lower()
    return f"pkg:pypi/{name}@{part.version}" if part.is_package else f"{name}@{part.version}"


def _licence(told: str) -> dict[str, object]:
    if " AND " in told or " OR " in told or " WITH " in told:
        return {"expression": told}
    # What is not an id of SPDX's list may only stand as a name.
    is_id = told in _SHORT_IDS or (_ID.fullmatch(told) is not None and "-" in told)
    return {"license": {"id" if is_id else "name": told}}


def write_licences(product: Product, parts: Sequence[Part], out: Path) -> None:
    """One text file with the licence of every part, ours first. Raises OSError."""
    ours = (product.checkout / "LICENSE").read_text("utf-8")
    lines = [f"{NAME} {product.version}: GPL-3.0-or-later. Its words are at the end.", "", "It holds these parts:", ""]
    lines += [f"  {part.name} {part.version}: {part.licence}".replace(" :", ":") for part in parts]
    for part in parts:
        for name, text in part.texts:
            lines += ["", "=" * 100, f"{part.name} {part.version}, {name}", "=" * 100, "", text.strip()]
    lines += ["", "=" * 100, f"{NAME} {product.version}", "=" * 100, "", ours.strip(), ""]
    out.write_text("\n".join(lines), "utf-8")
