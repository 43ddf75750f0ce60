/* Keys and signed notes (C2SP signed-note, tlog-cosignature), and the checkpoint in one. */
const ED25519 = 1, COSIGNATURE = 4, MLDSA = 6;
const KEY_BYTES = { [ED25519]: 32, [COSIGNATURE]: 32, [MLDSA]: 1312 }, SIGNATURE_BYTES = { [ED25519]: 64, [COSIGNATURE]: 72 };
const MOST_SIGNATURES = 100, LARGEST_NOTE = 1_000_000; // bytes
const LATEST = 253402300799n; // POSIX seconds, the end of the year 9999
/* Neither a space, as Unicode counts them, nor a plus sign. */
const NAME = /^[^\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]+$/;

async function readKey(text) {
  const [name, id, ...rest] = text.split("+");
  if (!rest.join("+") || !NAME.test(name)) throw new Malformed(_("a key that reads name+id+base64 instead of %(text)s"), { text: quoted(text) });
  const data = decode(rest.join("+"));
  if (data.length !== 1 + KEY_BYTES[data[0]]) throw new Malformed(_("key %(name)s of a type that is known here, and as long as that type is"), { name });
  const found = (await sha256(concat(utf8.encode(`${name}\n`), data))).slice(0, 4);
  if (hex(found) !== id) throw new Malformed(_("key %(name)s with its own id"), { name });
  return { name, id, type: data[0], public: data.slice(1) };
}

function readNote(text) {
  if (text.length > LARGEST_NOTE) throw new Malformed(_("%(what)s of at most %(largest)s bytes"), { what: _("the note"), largest: LARGEST_NOTE });
  if (/[\x00-\x09\x0b-\x1f]/.test(text)) throw new Malformed(_("a note without control characters"));
  if (!text.endsWith("\n")) throw new Malformed(_("a note that ends with a line feed"));
  const cut = text.lastIndexOf("\n\n"), block = text.slice(cut + 2);
  if (cut < 0 || !block) throw new Malformed(_("a note with signatures"));
  const lines = block.slice(0, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) throw new Malformed(_("a note with at most %(most)s signatures"), { most: MOST_SIGNATURES });
  return { text: text.slice(0, cut + 1), lines: lines.map(readLine) };
}
function readLine(line) {
  const [, name, encoded] = /^\u2014 ([^ ]*) (.*)$/s.exec(line) ?? [];
  if (!name || !NAME.test(name)) throw new Malformed(_("a signature line instead of %(text)s"), { text: quoted(line) });
  const data = decode(encoded);
  if (data.length <= 4) throw new Malformed(_("a signature of %(name)s that is long enough"), { name });
  return { name, id: hex(data.slice(0, 4)), signature: data.slice(4) };
}

/* The time that the signer put to it, in POSIX seconds; null for the kind that has none. */
async function verifies(key, text, signature) {
  if (signature.length !== SIGNATURE_BYTES[key.type]) throw new Unproven(_("the signature of %(name)s is cut off, too long or of another kind"), { name: key.name });
  let message = utf8.encode(text), time = null;
  if (key.type === COSIGNATURE) {
    time = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0);
    if (time > LATEST) throw new Unproven(_("the cosignature of %(name)s has an impossible time"), { name: key.name });
    signature = signature.slice(8);
    message = utf8.encode(`cosignature/v1\ntime ${time}\n${text}`);
  }
  let imported;
  try { imported = await crypto.subtle.importKey("raw", key.public, "Ed25519", false, ["verify"]); }
  catch { throw new Malformed(_("a browser that knows Ed25519; this one does not")); }
  if (!await crypto.subtle.verify("Ed25519", imported, signature, message)) throw new Unproven(_("the signature of %(name)s is not valid"), { name: key.name });
  return time === null ? null : Number(time);
}
const wrote = (key) => (line) => line.name === key.name && line.id === key.id;

/* The checkpoint that a known log signed, and who cosigned it. */
async function openNote(note, policy) {
  const signed = [], witnesses = new Map();
  let isUnread = false;
  for (const log of policy.logs) for (const line of note.lines.filter(wrote(log))) {
    if (log.type === MLDSA) { isUnread = true; continue; }
    await verifies(log, note.text, line.signature);
    signed.push(log.name);
  }
  if (!signed.length && isUnread) throw new Malformed(_("a checker that knows ML-DSA, such as “masthead verify”; this page does not"));
  if (!signed.length) throw new Unproven(_("signed by no known key"));
  const checkpoint = readCheckpoint(note.text);
  if (!signed.includes(checkpoint.origin)) throw new Unproven(_("log %(name)s signed for another"), { name: signed[0] });
  for (const [name, key] of policy.witnesses) for (const line of note.lines.filter(wrote(key))) {
    if (key.type === COSIGNATURE) witnesses.set(name, await verifies(key, note.text, line.signature));
  }
  return { ...checkpoint, witnesses };
}
function readCheckpoint(text) {
  const lines = text.split("\n").slice(0, -1), [origin, size, root] = lines;
  if (lines.length < 3 || lines.includes("")) throw new Malformed(_("a checkpoint of origin, size and root, one a line"));
  const checkpoint = { origin, size: number(size), root: decode(root) };
  if (checkpoint.root.length !== HASH_BYTES) throw new Malformed(_("a hash of %(number)s bytes"), { number: HASH_BYTES });
  return checkpoint;
}
