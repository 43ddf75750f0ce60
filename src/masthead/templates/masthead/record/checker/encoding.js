/* Bytes, base64 in its one spelling, numbers, canonical JSON (RFC 8785). */
const MB = 1024 * 1024;
const utf8 = new TextEncoder();
const latin1 = (bytes) => new TextDecoder("latin1").decode(bytes); // one character for each byte
function decodeUtf8(bytes) {
  try { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); }
  catch { throw new Malformed(_("text in UTF-8")); }
}
function joined(parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return all;
}
const concat = (...parts) => joined(parts);
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const HASH_BYTES = 32;
const encode = (bytes) => btoa(String.fromCharCode(...bytes));
const urlEncode = (bytes) => encode(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
function decodeAs(text, base64, again) {
  let bytes;
  try { bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)); } catch { bytes = new Uint8Array(); }
  if (!bytes.length || again(bytes) !== text) throw new Malformed(_("canonical base64 instead of %(text)s"), { text: quoted(text) });
  return bytes;
}
const decode = (text) => decodeAs(text, text, encode);
const urlDecode = (text) => decodeAs(text, text.replaceAll("-", "+").replaceAll("_", "/"), urlEncode);
function number(text) {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || !Number.isSafeInteger(Number(text))) throw new Malformed(_("a number below 2^53 instead of %(text)s"), { text: quoted(text) });
  return Number(text);
}
/* HTML's "ASCII whitespace"; a no-break space is a character. */
const oneLine = (text) => text.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");

const MOMENT = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/* Whether this is how the record writes a time; a day that does not exist comes back as another one. */
function isTime(text) {
  if (typeof text !== "string" || !MOMENT.test(text)) return false;
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString().replace(".000", "") === text;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/* What nobody may write comes out as nothing, so that it is never equal to what was read. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (isObject(value)) return `{${Object.keys(value).sort().map((key) => `${canonical(key)}:${canonical(value[key])}`).join()}}`;
  if (typeof value === "string" && !value.isWellFormed()) return "";
  if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER && Math.abs(value) < 1e21) return "";
  return JSON.stringify(value);
}
function readCanonical(bytes, what, largest) {
  if (bytes.length > largest) throw new Malformed(_("%(what)s of at most %(largest)s bytes"), { what, largest });
  const text = decodeUtf8(bytes);
  let value, again;
  try { value = JSON.parse(text); again = canonical(value); } catch { throw new Malformed(_("%(what)s in JSON"), { what }); }
  if (!isObject(value) || again !== text) throw new Malformed(_("%(what)s in canonical JSON (RFC 8785)"), { what });
  return value;
}
