/* The article object (on ninjs 3.1). */
const LARGEST_OBJECT = 8 * MB, DIGEST = "ni:///sha-256;", STATUSES = ["usable", "withheld", "canceled"];
const isComposed = (value) => {
  if (typeof value === "string") return value.normalize("NFC") === value;
  return typeof value !== "object" || value === null || Object.entries(value).flat().every(isComposed);
};
const incomplete = () => new Malformed(_("an article object that lacks nothing and misspells nothing"));
const asText = (value) => { if (typeof value !== "string") throw incomplete(); return value; };
const asObject = (value) => { if (!isObject(value)) throw incomplete(); return value; };
const asList = (value = []) => { if (!Array.isArray(value)) throw incomplete(); return value.map(asObject); };

function readObject(bytes) {
  const values = readCanonical(bytes, _("the article object"), LARGEST_OBJECT);
  if (!isComposed(values)) throw new Malformed(_("an article object with all text in NFC"));
  const { pubStatus, uri, version, firstCreated, versionCreated } = values;
  if (!STATUSES.includes(asText(pubStatus))) throw new Malformed(_("an article object whose status is known"));
  if (!/^[1-9]\d*$/.test(asText(version))) throw new Malformed(_("an article object whose version is a number from 1"));
  if (!isTime(firstCreated) || !isTime(versionCreated)) throw new Malformed(_("an article object whose times are in UTC, with whole seconds"));
  const associated = asList(values.associations), isUsable = pubStatus === "usable";
  if (new Set(associated.map((one) => asText(one.name))).size < associated.length) throw new Malformed(_("an article object that names no association twice"));
  const shown = shownIn(values, associated), files = associated.flatMap(filesOf), body = isUsable ? bodyIn(values) : null;
  const leads = associated.filter((one) => one.rel === "lead").map(filesOf);
  if (leads.some((found) => !found.length)) throw incomplete();
  if (isUsable && !(shown.has("headline") && shown.has("published"))) throw new Malformed(_("an article object with a headline and a date as readers see them"));
  return { uri: asText(uri), version, firstCreated, versionCreated, body, shown, leads, files };
}
function bodyIn(values) {
  const bodies = asList(values.bodies).filter((one) => asText(one.role) === "main").map((one) => asText(one.value));
  if (bodies.length !== 1) throw new Malformed(_("an article object with one main body"));
  if (ARTICLE_TAG.test(bodies[0]) || /[\r\0]/.test(bodies[0])) throw new Malformed(_("a body without an article element, a carriage return or a NUL"));
  return bodies[0];
}
function shownIn(values, associated) {
  const shown = new Map();
  for (const one of asList(values.headlines)) if (asText(one.role) === "main") noteText(shown, "headline", asText(one.value));
  for (const one of asList(values.descriptions)) noteText(shown, asText(one.role), asText(one.value));
  for (const one of associated) if (one.rel === "correction") noteText(shown, "correction", asText(asObject(asList(one.bodies)[0]).value));
  if (values.by) shown.set("byline", [oneLine(asText(values.by))]);
  return shown;
}
function filesOf(association) {
  return asList(association.renditions || []).map(({ name, href, sizeInBytes }) => {
    const isNamed = asText(name).startsWith(DIGEST) && urlDecode(name.slice(DIGEST.length)).length === HASH_BYTES;
    if (!isNamed) throw new Malformed(_("a picture that is named by the SHA-256 of its bytes"));
    if (!isCount(sizeInBytes, 0)) throw incomplete();
    return asText(href);
  });
}
/* An address of the outlet, or its path and query alone, as on a mirror. */
const WHERE = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/[^\/?#]*)?([^?#]*)(\?[^#]+)?/i;
function isAt(href, address) {
  const [, path, query = ""] = WHERE.exec(href);
  return address === href || address === path + query;
}
