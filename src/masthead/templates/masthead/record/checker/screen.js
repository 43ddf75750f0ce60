/* What is given is taken for what it is; of what cannot be read the answer is there at once. */
const SIGNATURES = latin1(utf8.encode("\n\n\u2014 ")), STAMP = "\x30\x82"; // a DER sequence
async function noting(evidence, name, action) {
  try { await action(); } catch (error) { evidence.failed.push(failure(name, error)); }
}
function take(evidence, name, bytes) {
  const start = latin1(bytes.subarray(0, 64)), isText = !start.startsWith(STAMP);
  if (start.startsWith(PROOF)) evidence.proofs.push({ name, ...readProof(bytes) });
  else if (!isText || (!start.trimStart().startsWith("<") && latin1(bytes).includes(SIGNATURES))) throw new Malformed(_("a page, an article object or a proof; “masthead verify” reads checkpoints and time stamps"));
  else if (start.trimStart().startsWith("{")) evidence.objects.push({ name, bytes });
  else evidence.pages.push({ name, bytes });
}
async function takeFile(evidence, file) {
  if (file.size > LARGEST) throw new Malformed(_("a file of at most %(number)s MB"), { number: LARGEST / MB });
  const bytes = await read(file);
  if (latin1(bytes.subarray(0, 4)) !== "PK\x03\x04") { take(evidence, file.name, bytes); return; }
  const { found, unread } = await archived(bytes);
  for (const [address, content] of found) await noting(evidence, address, () => take(evidence, address, content));
  if (unread) throw new Malformed(_("a browser that unpacks Brotli; this one does not (answers in it that are packed so: %(number)s)"), { number: unread });
}
const read = async (file) => new Uint8Array(await file.arrayBuffer());
async function judged(trust, files) {
  const evidence = { pages: [], objects: [], proofs: [], failed: [] };
  try {
    const policy = await readPolicy(await read(trust));
    for (const file of files) await noting(evidence, file.name, () => takeFile(evidence, file));
    return [...evidence.failed, ...await judgeAll(evidence, policy)];
  } catch (error) { return [failure("", error)]; }
}

/* What is on the screen: the language, and the answers that were found last. */
const LANGUAGES = JSON.parse(document.getElementById("languages").textContent, (key, value) => key === "words" ? new Map(Object.entries(value)) : value);
const [policyField, filesField, answersPlace] = ["policy", "files", "answers"].map((id) => document.getElementById(id));
let language = LANGUAGES[document.documentElement.lang], found = [], isReading = false, turn = 0;

const made = (name, content, attributes = {}) => Object.assign(document.createElement(name), { textContent: content }, attributes);
function shown({ name, verdict, said, reason }, isNamed) {
  const one = made("div", "", { className: `answer ${verdict}` }), line = made("p", "");
  if (isNamed) {
    const which = made("small", "");
    which.append(made("bdi", name.slice(0, 200), { dir: "ltr" }));
    one.append(which);
  }
  line.append(made("b", tell(said, language)));
  one.append(line);
  if (reason) one.append(made("p", tell(reason, language)));
  // The sentence that other checkers say, by which this answer can be compared and looked up.
  if (language.tag !== LANGUAGES.en.tag) {
    const same = made("small", "");
    same.append(made("bdi", tell(said), { lang: "en", dir: "ltr" }));
    one.append(same);
  }
  return one;
}
function nameFiles(field) {
  const names = [...field.files].map((file) => made("bdi", file.name, { dir: "ltr" }));
  field.parentElement.querySelector(".names").replaceChildren(...names);
}
function draw() {
  const isNamed = ({ name }) => name && (found.length > 1 || ![...filesField.files].some((file) => file.name === name));
  if (isReading) answersPlace.textContent = tell([_("Reading…")], language);
  else answersPlace.replaceChildren(...found.map((one) => shown(one, isNamed(one))));
}
async function run() {
  const mine = turn += 1, [trust] = policyField.files, files = [...filesField.files];
  if (!trust || !files.length) return;
  isReading = true;
  draw();
  const all = await judged(trust, files);
  // Who chooses other files meanwhile wants no answer about these.
  if (mine !== turn) return;
  isReading = false;
  found = all;
  draw();
}

/* The address says which language; without one it is the outlet's, or that in which a copy was saved. */
function speak() {
  const asked = location.hash.slice(1), code = Object.hasOwn(LANGUAGES, asked) ? asked : document.documentElement.lang;
  language = LANGUAGES[code];
  Object.assign(document.documentElement, { lang: code, dir: language.direction });
  document.title = language.page.heading;
  for (const [id, words] of Object.entries(language.page)) document.getElementById(id).textContent = words;
  const links = Object.entries(LANGUAGES).map(([each, { name }]) => {
    const link = made("a", name, { href: `#${each}`, lang: each, hreflang: each });
    if (each === code) link.setAttribute("aria-current", "true");
    return link;
  });
  const choice = document.getElementById("choice");
  choice.setAttribute("aria-label", language.choice);
  choice.replaceChildren(...links);
  draw();
}
speak();
// A copy that was saved with what stood on it, and a browser that keeps what was chosen, begin anew.
[policyField, filesField].forEach(nameFiles);
run();
addEventListener("hashchange", speak);
for (const field of [policyField, filesField]) field.addEventListener("change", () => { nameFiles(field); run(); });
