// Shows how far an import is. Without scripts the page shows the same when it is loaded again.

const EVERY = 2000; // milliseconds
const now = document.querySelector("[data-moving]");
const upload = document.querySelector("[data-moving-upload]");

function show(told) {
  const step = document.getElementById("moving-step");
  const bar = now.querySelector("progress");
  // A screen reader speaks when the text changes, so the step is written only when it is another.
  if (told.step && step.textContent.trim() !== told.step) step.textContent = told.step;
  now.querySelector("[data-count]").textContent = told.total ? `${told.done} / ${told.total}` : "";
  if (told.total) {
    bar.max = told.total;
    bar.value = told.done;
  } else bar.removeAttribute("value");
}

async function look() {
  try {
    const answer = await fetch(now.dataset.moving, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return location.reload();
    const told = await answer.json();
    const ended = !/(waiting|running)$/.test(told.state);
    if (ended) return location.reload();
    show(told);
  } catch {
    // The server is away for a moment; the import goes on when it is back.
  }
  setTimeout(look, EVERY);
}

if (now) setTimeout(look, EVERY / 2);
if (upload) {
  upload.addEventListener("submit", () => {
    const button = upload.querySelector("button[type=submit]");
    button.textContent = button.dataset.label;
    button.setAttribute("aria-busy", "true");
    setTimeout(() => { button.disabled = true; });
  });
}
