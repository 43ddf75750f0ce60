/* A web archive (WACZ 1.1.1): a ZIP with WARC files. Whoever sends one may mean harm, so all that is unpacked has one limit. */
const LARGEST = 64 * MB, MOST_MEMBERS = 10000, MOST_PAGES = 50, PIECE = 16 * 1024;
const damaged = (why) => new Malformed(_("a whole archive; this one is damaged (%(why)s)"), { why });
class Room {
  constructor(left = LARGEST, wanted = _("an archive of at most %(number)s MB unpacked")) { this.left = left; this.wanted = wanted; }
  take(number) { this.left -= number; if (this.left < 0) throw new Malformed(this.wanted, { number: LARGEST / MB }); }
}

async function unpack(format, bytes, room) {
  let at = 0;
  // In pieces: whoever gives a bomb to a browser at once gets all of it before there is anything to count.
  const source = new ReadableStream({ pull(to) { if (at >= bytes.length) to.close(); else to.enqueue(bytes.subarray(at, at += PIECE)); } });
  const reader = source.pipeThrough(new DecompressionStream(format)).getReader(), parts = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(parts);
      room.take(value.length);
      parts.push(value);
    }
  } finally { reader.cancel().catch(() => {}); }
}
function nextMember(bytes, at) {
  for (; (at = bytes.indexOf(0x1f, at)) >= 0; at += 1) if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && bytes[at + 3] < 32) return at;
  return bytes.length;
}
/* A browser unpacks one gzip member and refuses what follows it. Where one ends shows only by trying: what looks like the
   beginning of the next may stand inside of it. */
async function unpackMembers(bytes, room) {
  const parts = [], tries = new Room(LARGEST, _("an archive whose WARC files can be taken apart with less work"));
  for (let at = 0, end = 0; at < bytes.length; at = end) {
    for (let part; !part;) {
      end = nextMember(bytes, end + 1);
      const trial = new Room(room.left);
      tries.take(1024);
      try { part = await unpack("gzip", bytes.subarray(at, end), trial); }
      catch (error) {
        if (error instanceof Malformed || end === bytes.length) throw error;
        tries.take(end - at + room.left - trial.left);
        continue;
      }
      room.left = trial.left;
      parts.push(part);
    }
  }
  return joined(parts);
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => { for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? n >>> 1 ^ 0xedb88320 : n >>> 1; return n; });
const crc32 = (bytes) => { let sum = ~0; for (const byte of bytes) sum = CRC[(sum ^ byte) & 255] ^ sum >>> 8; return ~sum >>> 0; };
const numbersIn = (bytes) => { const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length); return { short: (at) => view.getUint16(at, true), long: (at) => view.getUint32(at, true) }; };
function zipMembers(bytes) {
  const { short, long } = numbersIn(bytes), members = [];
  let end = bytes.length - 22;
  const first = Math.max(0, end - 0xffff); // what stands behind the directory is no longer than this
  while (end >= first && long(end) !== 0x06054b50) end -= 1;
  if (end < first) throw damaged(_("it has no directory"));
  const start = long(end + 16), after = start + long(end + 12);
  if (start === 0xffffffff || short(end + 10) === 0xffff) throw new Malformed(_("an archive without ZIP64, which only larger ones need"));
  if (after !== end) throw damaged(_("its directory is not where its end says"));
  for (let at = start; at < after;) {
    if (long(at) !== 0x02014b50) throw damaged(_("its directory cannot be read"));
    if (members.length === MOST_MEMBERS) throw new Malformed(_("an archive of at most %(number)s files"), { number: MOST_MEMBERS });
    const flags = short(at + 8), raw = bytes.subarray(at + 46, at + 46 + short(at + 28));
    members.push({ name: flags & 0x800 ? new TextDecoder().decode(raw) : latin1(raw), raw, flags, method: short(at + 10), crc: long(at + 16), packed: long(at + 20), size: long(at + 24), at: long(at + 42) });
    at += 46 + raw.length + short(at + 30) + short(at + 32);
  }
  if (new Set(members.map((one) => one.name)).size < members.length) throw new Malformed(_("an archive that names no file twice"));
  for (const { name, flags } of members) {
    const parts = name.replaceAll("\\", "/").split("/");
    if (parts.includes("..") || !parts[0] || parts[0].includes(":") || name.includes("\0")) throw new Malformed(_("an archive without such file names as %(name)s"), { name: quoted(name) });
    if (flags & 1) throw new Malformed(_("an archive without a password"));
  }
  return members;
}
async function readMember(bytes, member, room) {
  const { short, long } = numbersIn(bytes), start = member.at + 30 + short(member.at + 26);
  if (long(member.at) !== 0x04034b50 || !same(bytes.subarray(member.at + 30, start), member.raw)) throw damaged(_("a file is not where its directory says"));
  const from = start + short(member.at + 28), packed = bytes.subarray(from, from + member.packed);
  if (![0, 8].includes(member.method)) throw damaged(_("that compression method is not supported"));
  if (!member.method) room.take(packed.length);
  const content = member.method ? await unpack("deflate-raw", packed, room) : packed;
  if (content.length !== member.size || crc32(content) !== member.crc) throw damaged(_("a file is not what was packed"));
  return content;
}

function readHeaders(bytes) {
  let end = null;
  for (let most = 4096; !end && most < 8 * Math.max(4096, bytes.length); most *= 8) end = /\r?\n\r?\n/.exec(latin1(bytes.subarray(0, most)));
  const [first, ...lines] = new TextDecoder().decode(bytes.subarray(0, end?.index)).split(/\r?\n/);
  const named = new Map(lines.reverse().map((line) => [line.split(":")[0].trim().toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
  return { first, value: (name) => named.get(name) ?? "", rest: bytes.subarray(end ? end.index + end[0].length : bytes.length) };
}
function unchunked(bytes) {
  const parts = [];
  while (bytes.length) {
    const line = /^([0-9a-f]{1,8})[ \t]*(;.*)?\r\n/i.exec(latin1(bytes.subarray(0, 64)));
    if (!line) return joined([...parts, bytes]); // a crawler took the chunks away and left the header
    const size = parseInt(line[1], 16), from = line[0].length;
    if (!size) break;
    parts.push(bytes.subarray(from, from + size));
    bytes = bytes.subarray(from + size + 2);
  }
  return joined(parts);
}
const FORMATS = new Map([["gzip", "gzip"], ["x-gzip", "gzip"], ["deflate", "deflate"], ["br", "brotli"]]);
const knowsBrotli = () => { try { return Boolean(new DecompressionStream("brotli")); } catch { return false; } };
const isNoText = (type) => /^(image|font|audio|video)\/|css|javascript|wasm/i.test(type);
/* What a server answered as a browser would have read it; null where only another browser could. */
async function contentOf(http, room) {
  const sent = http.value("transfer-encoding").toLowerCase() === "chunked" ? unchunked(http.rest) : http.rest;
  const coding = http.value("content-encoding").toLowerCase();
  if (["", "identity"].includes(coding)) return sent;
  if (!FORMATS.has(coding)) throw new Malformed(_("an archive whose pages are not packed as %(coding)s"), { coding: quoted(coding, 20) });
  return coding === "br" && !knowsBrotli() ? null : unpack(FORMATS.get(coding), sent, room);
}
/* Each whole answer, by its address. */
async function* answersIn(bytes, room) {
  if (!latin1(bytes.subarray(0, 5)).startsWith("WARC/")) throw new Malformed(_("an archive whose WARC files are such"));
  while (bytes.length) {
    const { first, value, rest } = readHeaders(bytes), length = Number(/^\d+$/.exec(value("content-length"))?.[0] ?? NaN);
    if (!first.startsWith("WARC/") || !(length <= rest.length)) throw damaged(_("a record is cut off"));
    const block = rest.subarray(0, length), kind = value("warc-type"), address = value("warc-target-uri");
    if (kind === "resource") yield { address, content: block };
    const http = kind === "response" ? readHeaders(block) : null;
    if (http && /^HTTP\/\S+ +200( |$)/.test(http.first)) {
      const content = await contentOf(http, room);
      if (content || !isNoText(http.value("content-type"))) yield { address, content };
    }
    let at = length;
    while (rest[at] === 13 || rest[at] === 10) at += 1;
    bytes = rest.subarray(at);
  }
}
function concernsARecord(bytes) {
  const text = latin1(bytes);
  return text.startsWith(PROOF) || text.includes(START) || (text.startsWith("{") && text.includes('"urn:uuid:'));
}
/* The marked pages, article objects and proofs by their addresses, the first of each; and how much this browser cannot read. */
async function archived(bytes) {
  const found = new Map(), packed = new Room(), room = new Room();
  let unread = 0;
  try {
    for (const member of zipMembers(bytes)) {
      const [isWarc, isPacked] = /^archive\/.*\.warc(\.gz)?$/s.exec(member.name) ?? [];
      if (!isWarc) continue;
      const content = await readMember(bytes, member, isPacked ? packed : room);
      for await (const one of answersIn(isPacked ? await unpackMembers(content, room) : content, room)) {
        if (!one.content) unread += 1;
        else if (!found.has(one.address) && concernsARecord(one.content)) found.set(one.address, one.content);
        if (found.size > MOST_PAGES) throw new Malformed(_("an archive of at most %(number)s pages of a record"), { number: MOST_PAGES });
      }
    }
  } catch (error) { throw error instanceof Malformed ? error : damaged(error.message); }
  if (!found.size && !unread) throw new Malformed(_("a page of a record; the archive has none"));
  return { found, unread };
}
