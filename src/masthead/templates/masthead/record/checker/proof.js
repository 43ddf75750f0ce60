/* The tree (RFC 9162, section 2.1.3.2), entries and proofs. */
const leafHash = (entry) => sha256(concat(Uint8Array.of(0), entry));
const nodeHash = (left, right) => sha256(concat(Uint8Array.of(1), left, right));
async function checkInclusion(leaf, index, size, path, root) {
  if (index >= size) throw new Unproven(_("entry %(entry)s is beyond size %(size)s"), { entry: index, size });
  let at = BigInt(index), last = BigInt(size) - 1n, hash = leaf;
  for (const other of path) {
    if (last === 0n) throw new Unproven(_("the proof has more hashes than the tree has levels"));
    if (at & 1n || at === last) {
      hash = await nodeHash(other, hash);
      while (!(at & 1n) && at !== 0n) { at >>= 1n; last >>= 1n; }
    } else hash = await nodeHash(hash, other);
    at >>= 1n; last >>= 1n;
  }
  if (last !== 0n) throw new Unproven(_("the proof has fewer hashes than the tree has levels"));
  if (!same(hash, root)) throw new Unproven(_("the path does not lead to the signed root"));
}

const FIELDS = ["commit", "id", "kind", "prev", "rev", "time", "v"];
const KINDS = ["publish", "update", "correct", "withdraw", "erase", "key-change"], TAKING = ["withdraw", "erase"];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isCount = (value, least) => Number.isSafeInteger(value) && value >= least;
function checkEntry(entry) {
  const isWhole = isObject(entry) && Object.keys(entry).sort().join() === FIELDS.join() && entry.v === 1;
  if (!isWhole || !KINDS.includes(entry.kind) || !UUID.test(entry.id) || !isCount(entry.rev, 1)) throw new Malformed(_("an entry of version 1"));
  if ((entry.prev !== null && !isCount(entry.prev, 0)) || !isTime(entry.time)) throw new Malformed(_("an entry of version 1"));
  if (typeof entry.commit !== "string" || urlDecode(entry.commit).length !== HASH_BYTES) throw new Malformed(_("an entry of version 1"));
}

const PROOF = "c2sp.org/tlog-proof@v1", LONGEST_PATH = 63, SALT_BYTES = 32;
const LARGEST_EXTRA = 4096, LARGEST_PROOF = LARGEST_NOTE + 16384; // bytes
function readProof(bytes) {
  if (bytes.length > LARGEST_PROOF) throw new Malformed(_("%(what)s of at most %(largest)s bytes"), { what: _("the proof"), largest: LARGEST_PROOF });
  const text = decodeUtf8(bytes), cut = text.indexOf("\n\n");
  if (text.includes("\r")) throw new Malformed(_("a proof whose line ends were not changed on the way"));
  const [header, extra, index, ...lines] = text.slice(0, cut).split("\n");
  if (cut < 0 || header !== PROOF || !extra?.startsWith("extra ") || !index?.startsWith("index ")) throw new Malformed(_("a whole proof"));
  const { entry, salt } = readExtra(extra.slice(6)), path = lines.map(decode);
  if (path.length > LONGEST_PATH || path.some((hash) => hash.length !== HASH_BYTES)) throw new Malformed(_("a proof whose path is at most 63 hashes"));
  return { entry, salt, index: number(index.slice(6)), path, note: readNote(text.slice(cut + 2)) };
}
function readExtra(text) {
  const { entry, salt = null, ...others } = readCanonical(decode(text), _("the extra data of the proof"), LARGEST_EXTRA);
  if (Object.keys(others).length || !isObject(entry) || (salt !== null && typeof salt !== "string")) throw new Malformed(_("a proof whose extra data is an entry and its salt"));
  if (salt !== null && urlDecode(salt).length !== SALT_BYTES) throw new Malformed(_("a proof whose salt has %(number)s bytes"), { number: SALT_BYTES });
  checkEntry(entry);
  return { entry, salt };
}
async function checkProof(proof, policy) {
  const opened = await openNote(proof.note, policy);
  await checkInclusion(await leafHash(utf8.encode(canonical(proof.entry))), proof.index, opened.size, proof.path, opened.root);
  return opened;
}
async function commit(salt, content) {
  const parts = [salt, "article", urlEncode(await sha256(content))];
  return urlEncode(await sha256(utf8.encode(urlEncode(utf8.encode(JSON.stringify(parts))))));
}
