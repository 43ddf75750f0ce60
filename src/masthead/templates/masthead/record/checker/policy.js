/* Whose signatures count (C2SP tlog-policy). What it lets through twice would count twice, so it is read strictly. */
const LARGEST_POLICY = 1_000_000; // bytes
async function readPolicy(bytes) {
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: "" };
  if (bytes.length > LARGEST_POLICY || /[\x00-\x08\x0b-\x1f\x7f]/.test(latin1(bytes))) throw new Malformed(_("a policy of at most %(largest)s bytes, without control characters"), { largest: LARGEST_POLICY });
  for (const [at, line] of decodeUtf8(bytes).split("\n").entries()) {
    const [word, ...items] = line.replace(/^[ \t]+|[ \t]+$/g, "").split(/[ \t]+/);
    if (!word || word.startsWith("#")) continue;
    try { await readRule(policy, word, items); }
    catch (error) { throw new Malformed(_("line %(line)s of the policy: %(why)s"), { line: at + 1, why: error.said }); }
  }
  if (!policy.quorum) throw new Malformed(_("a policy with a quorum"));
  return policy;
}
async function readRule(policy, word, items) {
  const least = { log: 1, witness: 2, group: 3, quorum: 1 }[word], most = { log: 2, witness: 3, quorum: 1 }[word] ?? Infinity;
  if (!(items.length >= least && items.length <= most)) throw new Malformed(_("%(word)s with %(number)s words after it means nothing here"), { word: quoted(word), number: items.length });
  const isKnown = (name) => policy.witnesses.has(name) || policy.groups.has(name);
  const known = (name) => { if (!isKnown(name)) throw new Malformed(_("%(name)s is not defined above"), { name }); return name; };
  const fresh = (name) => { if (name === "none" || isKnown(name)) throw new Malformed(_("the name %(name)s is taken"), { name }); return name; };
  if (word === "log") policy.logs.push(await partyKey(items[0], [ED25519, MLDSA], policy.logs));
  else if (word === "witness") {
    const key = await partyKey(items[1], [COSIGNATURE, MLDSA], [...policy.witnesses.values()]);
    policy.witnesses.set(fresh(items[0]), key);
  } else if (word === "group") {
    const group = readGroup(policy, items, known);
    policy.groups.set(fresh(items[0]), group);
  } else {
    if (policy.quorum) throw new Malformed(_("a second quorum"));
    policy.quorum = items[0] === "none" ? "none" : known(items[0]);
  }
}
function readGroup(policy, [, threshold, ...members], known) {
  if (new Set(members).size < members.length) throw new Malformed(_("a member is named twice"));
  const least = { all: members.length, any: 1 }[threshold] ?? number(threshold);
  if (least < 1 || least > members.length) throw new Malformed(_("%(least)s of %(all)s members cannot be asked for"), { least, all: members.length });
  const used = new Set([...policy.groups.values()].flatMap((group) => group.members)), twice = members.find((one) => used.has(one));
  if (twice) throw new Malformed(_("%(name)s is already a member of another group"), { name: twice });
  return { least, members: members.map(known) };
}
async function partyKey(text, types, others) {
  const key = await readKey(text);
  if (!types.includes(key.type)) throw new Malformed(_("key %(name)s is of a type that has another use"), { name: key.name });
  if (others.some((other) => same(other.public, key.public))) throw new Malformed(_("key %(name)s is there twice"), { name: key.name });
  return key;
}
function reached(policy, witnesses, name = policy.quorum) {
  if (name === "none") return true;
  const group = policy.groups.get(name);
  return group ? group.members.filter((one) => reached(policy, witnesses, one)).length >= group.least : witnesses.has(name);
}
