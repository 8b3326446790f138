"""Write `operator_app/shared/sql/manifest.txt` anew: `python -m tests.shared.write_manifest` from the checkout."""

from operator_app.shared.check import MANIFEST, manifest

from .conftest import TEMPLATE, provisioned


def main() -> None:
    for server in provisioned(18):
        with server.superuser(TEMPLATE) as connection:
            MANIFEST.write_text("\n".join(manifest(connection)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
