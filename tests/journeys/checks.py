"""What every page must pass: axe, and reading at 400 % without scrolling sideways."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.journeys.browsing import ZOOMED

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_RUN_AXE = """async ([rules, colours]) => {
  const found = await axe.run({
    runOnly: {type: "tag", values: rules},
    rules: {"color-contrast": {enabled: colours}},
    resultTypes: ["violations"],
  });
  return {violations: found.violations, passed: found.passes.length};
}"""

_TOO_WIDE = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const inOwnFrame = element => element.closest(".table--responsive-scroll, .chart-scroll");
  return [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > page.clientWidth + 1 && !inOwnFrame(element))
    .slice(0, 5)
    .map(element => element.outerHTML.slice(0, 120));
}"""


def assert_accessible(page: Page, *, colours: bool = True) -> None:
    """The checker axe finds nothing on the page as it stands; colours take most of its time."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(_RUN_AXE, [RULES, colours])
    assert result["passed"], "axe looked at nothing"
    found = [_told(violation) for violation in result["violations"]]
    assert found == [], f"axe on {page.url}:\n" + "\n".join(found)


def _told(violation: dict[str, Any]) -> str:
    places = ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']} ({places})"


def assert_reflows(page: Page) -> None:
    """At 400 % nothing is cut off or lies beside the window; wide tables scroll in their own frame."""
    before = page.viewport_size
    page.set_viewport_size(ZOOMED)
    too_wide = page.evaluate(_TOO_WIDE)
    if before:
        page.set_viewport_size(before)
    assert too_wide == [], f"wider than 320 pixels on {page.url}: {too_wide}"
