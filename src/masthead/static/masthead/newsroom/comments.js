// One key for each decision in the queue of comments. Without scripts the same buttons do it.

const PLACE = "comments-queue-place";
const form = document.querySelector("[data-queue]");
const alone = document.querySelector("[data-alone]"); // on the page of one comment
const rows = [...document.querySelectorAll("[data-row]")];

function current() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function go(index) {
  if (!rows.length) return;
  const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const index = current();
  if (event.key === "j") go(index + 1);
  else if (event.key === "k") go(index < 0 ? 0 : index - 1);
  else {
    const where = event.key === "u" ? form : (rows[index] ?? alone);
    const button = where?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    // The page is loaded anew after a decision; the next comment then stands in this one's place.
    if (form && button.type !== "checkbox") sessionStorage.setItem(PLACE, String(Math.max(index, 0)));
    button.click();
  }
  event.preventDefault();
}

function chooseAll() {
  const box = form.querySelector("[data-all]");
  if (!box) return;
  box.closest("label").hidden = false;
  box.addEventListener("change", () => {
    for (const choice of form.querySelectorAll('[name="chosen"]')) choice.checked = box.checked;
  });
}

if (form || alone) document.addEventListener("keydown", press);
if (form) {
  chooseAll();
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place !== null) go(Number(place));
}
