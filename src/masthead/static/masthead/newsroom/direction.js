// Fields of a story are written in the direction and language of the story, not of the newsroom.

const TEXTS = 'input[type="text"]:not([list]), textarea, .Draftail-Editor, [data-streamfield-preview]';
const NOT_STORY = '#id_slug, [data-controller~="w-date"], .chooser, [data-contentpath="language"]';

function direction(tag, form) {
  const [language, ...rest] = tag.toLowerCase().split("-");
  const script = rest.find((part) => /^[a-z]{4}$/.test(part));
  const listed = script ? form.dataset.rtlScripts : form.dataset.rtlLanguages;
  return listed.split(" ").includes(script || language) ? "rtl" : "ltr";
}

function start(form) {
  const field = document.getElementById("id_language");
  if (!field) return;

  function turn() {
    const tag = field.value.trim() || field.placeholder;
    const dir = direction(tag, form);
    for (const text of form.querySelectorAll(TEXTS)) {
      if (text.closest(NOT_STORY) || text.dir === dir && text.lang === tag) continue;
      text.dir = dir;
      text.lang = tag;
    }
  }

  field.addEventListener("input", turn);
  // Blocks and bylines come and go while the story is written.
  new MutationObserver(turn).observe(form, { childList: true, subtree: true });
  turn();
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-story]").forEach(start);
});
