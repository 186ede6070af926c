"""Modules joined into one do what a browser does with them one by one, and every page asks for one (docs/adr/0022)."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from kiosk.assets import REMARKS
from kiosk.modules import Unjoinable, joined
from kiosk.paths import STATIC, TEMPLATES

BESIDE = "http://modules.test/"
MODULES = {
    "js/first.js": """// import nothing; "from" is a word here
import { add, count as counted, told as words } from "./deep/counter.js";
import * as counter from "./deep/counter.js";
import { Vendored } from "../vendor/lib.js";
import "./bare.js";

add();
words.push(counted(), counter.count(), Vendored(20), typeof add, typeof told);
""",
    "js/second.js": """import { add, count, now, told } from "./deep/counter.js";
import * as counter from "./deep/counter.js";
const before = now;
add();
told.push(count(), before, now, counter.now, Object.keys(counter).sort().join());
globalThis.told = told;
""",
    "js/bare.js": 'import { told } from "./deep/counter.js";\ntold.push("bare");\n',
    "js/deep/counter.js": """import { Vendored as twice } from "../../vendor/lib.js";

export const told = ["once"];
export let now = 0;
export function add() { now += twice(1); }
export const count = () => now;
export async function later() {}
// a last line without an end""",
    "vendor/lib.js": "const before=1;function Vendored(n){return n*(before+1)}export{Vendored};",
}


@pytest.fixture
def blank(chromium: Browser) -> Any:
    context = chromium.new_context()
    page = context.new_page()

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(BESIDE)
        text = (
            joined(["js/first.js", "js/second.js"], MODULES.__getitem__) if name == "one.mjs" else MODULES.get(name, "")
        )
        content_type = "text/javascript" if name else "text/html"
        route.fulfill(body=text, content_type=content_type)

    page.route(BESIDE + "**", answer)
    page.goto(BESIDE)
    yield page
    context.close()


def told(page: Page, *modules: str) -> Any:
    return page.evaluate(
        """async (modules) => {
            delete globalThis.told;
            for (const module of modules) await import(module);
            return globalThis.told;
        }""",
        [f"/{module}" for module in modules],
    )


def test_joined_modules_do_what_they_do_apart(blank: Page) -> None:
    apart = told(blank, "js/first.js", "js/second.js")
    assert apart == ["once", "bare", 2, 2, 40, "function", "undefined", 4, 2, 4, 4, "add,count,later,now,told"]
    assert told(blank, "one.mjs") == apart


def test_a_circle_and_an_unknown_form_are_refused_by_name() -> None:
    circle = {"a.js": 'import "./b.js";', "b.js": 'import { x } from "./a.js";'}
    with pytest.raises(Unjoinable, match=r"^a\.js imports itself"):
        joined(["a.js"], circle.__getitem__)
    for line in ("export default 1;", 'export * from "./b.js";', "import x from './b.js';"):
        with pytest.raises(Unjoinable, match=r"^a\.js: "):
            joined(["a.js"], {"a.js": f"{line}\n"}.__getitem__)
    both = {"a.js": 'import "./b.js";\nexport let n = 1;', "b.js": "export let n = 2;"}
    with pytest.raises(Unjoinable, match=r"^a\.js and b\.js both"):
        joined(["a.js"], both.__getitem__)


def pages() -> dict[str, set[str]]:
    """What each template asks for, with and without what stands in a condition."""
    asked: dict[str, set[str]] = {}
    for template in TEMPLATES.rglob("*.html"):
        for block in re.findall(r"{% block behaviours %}(.+?){% endblock %}\n", template.read_text("utf-8")):
            ways = {re.sub(r"{%.*?%}", "", block), re.sub(r"{% if.*?endif %}", "", block)} - {""}
            asked[str(template.relative_to(TEMPLATES))] = ways
    return asked


def test_a_page_asks_for_one_module_only() -> None:
    """Each would bring a link with the house and a queue of taps of its own."""
    assert [
        str(page.relative_to(TEMPLATES))
        for page in TEMPLATES.rglob("*.html")
        if 'type="module"' in page.read_text("utf-8")
    ] == ["base.html"]
    assert len(pages()) > 30


def test_the_module_of_every_page_is_one_that_a_browser_reads(blank: Page) -> None:
    read = lambda file: (STATIC / file).read_text("utf-8")  # noqa: E731
    for names in {ways for page in pages().values() for ways in page}:
        for wanted in (names, f"screen+{names}"):
            text = joined([f"js/{name}.js" for name in wanted.split("+")], read)
            blank.evaluate("(text) => { new Function(`'use strict';${text}`); }", text)


def test_a_stylesheet_without_its_remarks_has_the_same_rules(blank: Page) -> None:
    rules = """(text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return [...sheet.cssRules].map((rule) => rule.cssText);
    }"""
    for file in (STATIC / "css").glob("*.css"):
        whole = blank.evaluate(rules, file.read_text("utf-8"))
        assert whole
        assert blank.evaluate(rules, REMARKS[".css"].sub(b"", file.read_bytes()).decode()) == whole, file.name
