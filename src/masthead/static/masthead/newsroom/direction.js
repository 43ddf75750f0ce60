// Fields of a story are written in the direction and language of the story, not of the newsroom.

const TEXTS = 'input[type="text"]:not([list]), textarea, .Draftail-Editor, [data-streamfield-preview]';
const NOT_STORY = '#id_slug, [data-controller~="w-date"], .chooser, [data-contentpath="language"], [data-contentpath="lang"]';
const OWN = '[data-contentpath="lang"] input'; // of a block in another language than the story

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
    const story = field.value.trim() || field.placeholder;
    for (const text of form.querySelectorAll(TEXTS)) {
      const own = text.closest(".struct-block")?.querySelector(OWN);
      const tag = own?.value.trim() || story;
      const dir = direction(tag, form);
      if (text.closest(NOT_STORY) || text.dir === dir && text.lang === tag) continue;
      text.dir = dir;
      text.lang = tag;
    }
  }

  form.addEventListener("input", ({ target }) => {
    if (target === field || target.matches(OWN)) turn();
  });
  // Blocks and bylines come and go while the story is written.
  new MutationObserver(turn).observe(form, { childList: true, subtree: true });
  turn();
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-story]").forEach(start);
});
