"use strict";
/* English stands in the code, marked by `_` for `make messages`; what is filled in is kept apart from it, so that
   an answer can be said again in another language. */
const _ = (words) => words;
const ENGLISH = { tag: "en", words: new Map() };

const PLACE = /%\((\w+)\)s/g;
function tell([words, values = {}], language = ENGLISH) {
  return (language.words.get(words) ?? words).replace(PLACE, (place, name) => written(values[name], language));
}
function written(value, language) {
  if (Array.isArray(value)) return tell(value, language);
  if (typeof value === "number") return new Intl.NumberFormat(language.tag, { useGrouping: false }).format(value);
  if (value instanceof Date) return moment(value, language);
  return language.words.get(value) ?? isolated(String(value), language);
}
/* Readers of English get the sentence of the format, which has RFC 3339 in it. */
function moment(time, { tag }) {
  if (tag.split("-")[0] === ENGLISH.tag) return time.toISOString().replace(".000", "");
  return new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short", hourCycle: "h23", timeZone: "UTC" }).format(time);
}
/* Found on a page that may be in any script: it must not turn the sentence around it. */
const isolated = (text, { direction }) => direction === "rtl" || /[^\x00-\x7f]/.test(text) ? `\u2068${text}\u2069` : text;
const quoted = (text, most = 80) => JSON.stringify(text.slice(0, most));

/* The three ways in which evidence fails, as in Masthead's own checker. */
class Failed extends Error { constructor(words, values) { super(tell([words, values])); this.said = [words, values]; } }
class Malformed extends Failed {}
class Unproven extends Failed {}
class Altered extends Failed {}
