// The original stands beside the field or block that was made from it. What has no place stays above.

function placeOf(form, place) {
  const found = form.querySelector(`[data-contentpath="${CSS.escape(place)}"]`);
  // A block's own path is on its frame; the original belongs inside of it, before the fields.
  return found?.querySelector("[data-streamfield-child-content], .w-panel__content") || found;
}

// A field that the original holds for all languages would be ignored here.
function hideShared(target, original) {
  for (const { dataset } of original.querySelectorAll("[data-shared]")) {
    const field = target.querySelector(`[data-contentpath="${dataset.shared}"]`);
    if (field) field.hidden = true;
  }
}

function start(originals) {
  const form = originals.closest("form");
  const left = originals.querySelector("[data-originals-left]");

  function put() {
    for (const original of left.querySelectorAll(".beside")) {
      const target = placeOf(form, original.dataset.place);
      if (!target || originals.contains(target)) continue;
      target.classList.add("has-beside");
      target.prepend(original);
      hideShared(target, original);
    }
    left.hidden = !left.querySelector(".beside");
  }

  // Blocks are built by Wagtail's own script, which may come later than this one.
  new MutationObserver(put).observe(form, { childList: true, subtree: true });
  put();
}

document.querySelectorAll("[data-originals]").forEach(start);
