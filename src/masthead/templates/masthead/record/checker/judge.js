/* Page against object, object against entry, entry against the signed tree. */
function compare(page, object) {
  if (page.revision !== `${object.uri} ${object.version}`) throw new Altered(_("the page says that it shows %(revision)s, another revision"), { revision: quoted(page.revision) });
  compareBodies(page.body, object.body);
  for (const role of [...new Set([...page.shown.keys(), ...object.shown.keys()])].sort()) {
    if (JSON.stringify(page.shown.get(role)) !== JSON.stringify(object.shown.get(role))) throw new Altered(_("the %(role)s on the page is not the published one"), { role });
  }
  for (const [role, time] of [["published", object.firstCreated], ["updated", object.versionCreated]]) {
    if (page.times.get(role)?.some((told) => millisecondsOf(told) !== Date.parse(time))) throw new Altered(_("the time of “%(role)s” on the page is not the published one"), { role });
  }
  comparePictures(page, object);
}
function compareBodies(found, published) {
  if (published === null) throw new Altered(_("the page shows a text where the record says that there is none"));
  if (found === published) return;
  if (found.normalize("NFC") === published) throw new Altered(_("the text is spelled with other code points than NFC, so its bytes differ"));
  const [ours, theirs] = [[...found], [...published]];
  let at = 0;
  while (ours[at] === theirs[at]) at += 1;
  throw new Altered(_("the text, at character %(at)s: %(found)s"), { at, found: quoted(ours.slice(at, at + 40).join("")) });
}
/* HTML's "global date and time"; a day that does not exist is none. */
const GLOBAL = /^([1-9]\d{3})-(\d\d)-(\d\d)[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/;
function millisecondsOf(text) {
  const [, year, month, day] = GLOBAL.exec(text) ?? [];
  if (!year || new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return NaN;
  return Date.parse(text.replace(" ", "T").replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
}
function comparePictures(page, object) {
  if (page.leads.length !== object.leads.length) throw new Altered(_("pictures over the story: %(found)s, not %(published)s"), { found: page.leads.length, published: object.leads.length });
  for (const [found, files] of [...page.leads.map((one, at) => [one, object.leads[at]]), [page.addresses, object.files]]) {
    for (const address of found) if (!files.some((href) => isAt(href, address))) throw new Altered(_("the picture %(address)s is not the published one"), { address: quoted(address, 120) });
  }
}

/* From evidence to one of seven answers. */
async function judgeProof(proof, policy, others) {
  const opened = await checkProof(proof, policy), { size, witnesses } = opened;
  const cosigned = { count: witnesses.size, all: policy.witnesses.size };
  if (!reached(policy, witnesses)) throw new Malformed(_("the quorum is not reached: cosigned by %(count)s of %(all)s witnesses"), cosigned);
  const newest = await newestOf(proof, others, policy, opened.origin), entry = newest.index;
  if (TAKING.includes(newest.entry.kind)) return { verdict: "withdrawn", said: [_("withdrawn (entry %(entry)s)"), { entry }] };
  if (newest !== proof) return { verdict: "superseded", said: [_("superseded: a later revision exists (entry %(entry)s)"), { entry }] };
  if (!witnesses.size) return { verdict: "genuine", said: [_("genuine, signed by the outlet, not witnessed")] };
  const time = new Date(Math.max(...witnesses.values()) * 1000);
  return { verdict: "genuine", said: [_("genuine, as of size %(size)s, cosigned at %(time)s by %(count)s of %(all)s witnesses"), { size, time, ...cosigned }] };
}
async function newestOf(proof, others, policy, origin) {
  let newest = proof;
  for (const other of others) {
    if (other.entry.id !== proof.entry.id || other.index <= newest.index) continue;
    try { if ((await checkProof(other, policy)).origin === origin) newest = other; }
    catch { /* somebody else's claim about a later revision changes nothing */ }
  }
  return newest;
}
/* The proof whose commitment fits, else one that claims to be of this very revision. */
async function proofOf(bytes, proofs) {
  for (const proof of proofs) if (proof.salt && await commit(proof.salt, bytes) === proof.entry.commit) return proof;
  const revision = revisionOf(bytes), claims = ({ entry }) => `urn:uuid:${entry.id} ${entry.rev}` === revision;
  return proofs.find(claims) ?? (proofs.length === 1 ? proofs[0] : undefined);
}
async function judgeObject(bytes, { proofs }, policy, missing = _("the proof of this article object")) {
  const proof = await proofOf(bytes, proofs);
  if (!proof) throw new Malformed(missing);
  const found = await judgeProof(proof, policy, proofs), { entry, salt } = proof;
  if (!salt) throw new Malformed(_("the salt, without which the content cannot be compared"));
  const isCommitted = await commit(salt, bytes) === entry.commit, { uri, version, versionCreated } = readObject(bytes);
  if (!isCommitted && uri !== `urn:uuid:${entry.id}`) throw new Unproven(_("the object is of another article than the proof"));
  if (!isCommitted) throw new Altered(_("the article object is not the one that the entry stands for"));
  const told = [`urn:uuid:${entry.id}`, String(entry.rev), entry.time];
  if (!told.every((value, at) => value === [uri, version, versionCreated][at])) throw new Malformed(_("the entry and its own article object contradict each other"));
  return found;
}
async function judgePage(bytes, evidence, policy) {
  const { objects, pages } = evidence, page = tried(() => readPage(bytes));
  // Of a page that cannot be read the check itself says what is wrong, against the only object there is.
  const revision = page.value?.revision ?? "";
  const object = objects.find((one) => revisionOf(one.bytes) === revision) ?? (objects.length === 1 && pages.length === 1 ? objects[0] : undefined);
  if (!object) throw page.error instanceof Malformed ? page.error : new Malformed(_("the article object of this page"));
  const found = await judgeObject(object.bytes, evidence, policy, _("the proof of this page’s article object"));
  if (page.error) throw page.error;
  compare(page.value, readObject(object.bytes));
  return found;
}
function tried(action) {
  try { return { value: action() }; }
  catch (error) { return { error }; }
}
/* What an object says that it is, whether or not the rest of it can be read. */
function revisionOf(bytes) {
  const { uri, version } = tried(() => JSON.parse(decodeUtf8(bytes))).value ?? {};
  return uri === undefined || version === undefined ? "" : `${uri} ${version}`;
}

function failure(name, error) {
  const reason = error.said ?? [error.message];
  if (error instanceof Altered) return { name, verdict: "altered", said: [_("altered: %(reason)s"), { reason }] };
  if (error instanceof Unproven) return { name, verdict: "unknown", said: [_("unknown: not in this record")], reason };
  return { name, verdict: "cannot", said: [_("cannot tell: %(reason)s"), { reason }] };
}
async function answer(name, judge) {
  try { return { name, ...await judge() }; }
  catch (error) { return failure(name, error); }
}
/* One answer for each page, else for each article object, else for each proof. */
function judgeAll(evidence, policy) {
  const { pages, objects, proofs } = evidence;
  if (pages.length) return Promise.all(pages.map((page) => answer(page.name, () => judgePage(page.bytes, evidence, policy))));
  if (objects.length) return Promise.all(objects.map((object) => answer(object.name, () => judgeObject(object.bytes, evidence, policy))));
  return Promise.all(proofs.map((proof) => answer(proof.name, () => judgeProof(proof, policy, proofs))));
}
