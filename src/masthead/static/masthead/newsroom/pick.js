// A field that narrows the list of boxes under it; what is ticked stays in sight.

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-pick-filter]")) return;
  const words = target.value.trim().toLocaleLowerCase();
  for (const label of target.parentElement.querySelectorAll(".pick-list-boxes label")) {
    const shown = label.textContent.toLocaleLowerCase().includes(words) || label.control.checked;
    label.parentElement.hidden = !shown;
  }
});

// Enter here would send the whole form.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-pick-filter]")) event.preventDefault();
});
