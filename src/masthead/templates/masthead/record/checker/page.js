/* The page: read so that a browser and this checker cannot disagree. */
const START = '<article data-record="body">', END = "</article>", ARTICLE_TAG = /<\/?article/i;
const AROUND = new Set("html body main div article section header footer aside p ul ol li figure figcaption picture".split(" "));
const WITHIN = new Set("h1 h2 h3 a span bdi time b strong i em small abbr sub sup q cite br wbr".split(" "));
const HIDING = ["hidden", "style", "inert", "popover", "aria-hidden"];
const LINKED = ["object", "proof", "revision"];
const ENCODING = /charset[\t\n\f\r ]*=[\t\n\f\r ]*["']?([^\t\n\f\r ;"']*)/gi;
const hides = (node) => HIDING.some((name) => node.hasAttribute(name));
const parse = (html) => new DOMParser().parseFromString(html, "text/html");
const roleOf = (node) => node.getAttribute("data-record");
/* How the format calls what a page shows; other roles are said as they are. */
const ROLES = [_("body"), _("headline"), _("byline"), _("standfirst"), _("published"), _("updated"), _("caption"), _("correction"), _("picture")];

function readPage(bytes) {
  const html = decodeUtf8(bytes), sliced = slice(html), tree = parse(html), body = onlyBody(tree);
  checkSame(body, sliced);
  checkHead(tree);
  const marked = [...tree.querySelectorAll("[data-record]")].filter((node) => node !== body && !LINKED.includes(roleOf(node)));
  checkVisible(body, marked);
  marked.forEach(checkWithin);
  for (const head of tree.querySelectorAll("h1")) if (roleOf(head) !== "headline") throw new Altered(_("there is a second headline on the page"));
  const names = tree.querySelectorAll('meta[name="record"]');
  if (names.length !== 1) throw new Malformed(_("a page that says once which revision it shows"));
  return { revision: names[0].getAttribute("content") ?? "", body: sliced, ...shownOn(marked), addresses: addresses(body) };
}
function slice(html) {
  const parts = html.split(START);
  if (parts.length < 2) throw new Malformed(_("a story body that is marked for the record; this page has none"));
  const end = parts[1].indexOf(END), body = end < 0 ? parts[1] : parts[1].slice(0, end);
  if (parts.length > 2 || ARTICLE_TAG.test(body)) throw new Altered(_("there is a second story body on the page"));
  if (end < 0) throw new Malformed(_("the end of the story body; the page is cut off"));
  return body;
}
function onlyBody(tree) {
  const bodies = tree.querySelectorAll('[data-record="body"]');
  if (!bodies.length) throw new Altered(_("the story body stands where no browser shows it"));
  const others = [...tree.querySelectorAll("article")].filter((other) => other !== bodies[0] && !other.closest("aside, nav, footer"));
  if (bodies.length > 1 || bodies[0].localName !== "article" || others.length) throw new Altered(_("there is a second story body on the page"));
  return bodies[0];
}
function checkSame(body, sliced) {
  const alone = parse(`<!doctype html><body>${START}${sliced}${END}`).querySelector('[data-record="body"]');
  if (alone.innerHTML !== body.innerHTML) throw new Altered(_("the page around the story body changes what a browser makes of it"));
}
function checkHead(tree) {
  if (tree.querySelector("base")) throw new Altered(_("a base element leads the page’s addresses elsewhere"));
  if (tree.querySelector("template[shadowrootmode]")) throw new Altered(_("a shadow tree can show something else than the story"));
  for (const node of tree.querySelectorAll("meta[charset], meta[http-equiv]")) {
    const told = [...(node.getAttribute("content") ?? "").matchAll(ENCODING)].map((match) => match[1]);
    if (node.hasAttribute("charset")) told.push(node.getAttribute("charset"));
    const wrong = told.find((name) => !["utf-8", "utf8"].includes(oneLine(name).toLowerCase()));
    if (wrong !== undefined) throw new Altered(_("the page asks to be read as %(encoding)s, which makes other letters of it"), { encoding: quoted(wrong) });
  }
}
function checkVisible(body, marked) {
  for (const node of [body, ...marked]) for (let up = node; up; up = up.parentElement) {
    const fits = AROUND.has(up.localName) || (node !== body && WITHIN.has(up.localName));
    if (hides(up) || !fits) throw new Altered(_("the %(role)s is hidden or changed by %(element)s"), { role: roleOf(node), element: `<${up.localName}>` });
  }
}
function checkWithin(node) {
  for (const inner of node.querySelectorAll("*")) {
    const fits = AROUND.has(inner.localName) || WITHIN.has(inner.localName) || (roleOf(node) === "picture" && ["source", "img"].includes(inner.localName));
    if (hides(inner) || !fits) throw new Altered(_("something in the %(role)s is hidden or out of place: %(element)s"), { role: roleOf(node), element: `<${inner.localName}>` });
  }
}
function shownOn(marked) {
  const shown = new Map(), times = new Map(), leads = [];
  for (const node of marked) {
    if (roleOf(node) === "picture") { leads.push(addresses(node)); continue; }
    noteText(shown, roleOf(node), node.textContent);
    if (node.localName === "time") noteText(times, roleOf(node), node.getAttribute("datetime") ?? "");
  }
  // A byline is one statement, however many people stand in it.
  if (shown.has("byline")) shown.set("byline", [shown.get("byline").join(", ")]);
  return { shown, times, leads };
}
function noteText(texts, role, text) {
  if (!texts.has(role)) texts.set(role, []);
  texts.get(role).push(oneLine(text));
}
function addresses(node) {
  const found = [];
  for (const image of node.querySelectorAll("img, source")) {
    if (image.getAttribute("src")) found.push(image.getAttribute("src"));
    for (const one of (image.getAttribute("srcset") ?? "").split(",")) if (oneLine(one)) found.push(oneLine(one).split(" ")[0]);
  }
  return found;
}
