"""What `make setup` made: compiled loops, and styles and scripts; and that files with codes are private."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from fodfaeste.apps.operation.finding import Finding, broken, fine, look
from fodfaeste.installation.folders import var_folder

AREA = "Filer"


def check_files(quick: bool) -> Iterator[Finding]:
    """Collected, compiled and private."""
    if settings.IS_COLLECTED:
        yield fine(AREA, "Sidernes udseende er samlet")
    elif settings.STATICFILES_DIRS:
        yield look(AREA, "Sidernes udseende er ikke samlet, så siderne er langsommere", "Kør make setup")
    else:
        yield broken(AREA, "Designsystemets filer mangler, så siderne er uden udseende", "Kør make setup")
    compiled = Path(os.environ.get("NUMBA_CACHE_DIR", var_folder() / "compiled"))
    if any(compiled.rglob("*.nbi")):
        yield fine(AREA, "Matchningens løkker er oversat")
    else:
        do = "Kør make setup; ellers venter det første match omkring 40 sekunder"
        yield look(AREA, "Matchningens løkker er ikke oversat", do)
    for path in sorted(var_folder().glob("*.toml")):
        if path.stat().st_mode & 0o077:
            yield broken(AREA, f"{path} kan læses af andre", f"Kør chmod 600 {path}")
