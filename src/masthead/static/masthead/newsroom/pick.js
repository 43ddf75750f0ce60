// A field that narrows the list of boxes under it; what is ticked stays in sight.

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-pick-filter]")) return;
  const words = target.value.trim().toLocaleLowerCase();
  for (const label of target.parentElement.querySelectorAll(".pick-list-boxes label")) {
    const shown = label.textContent.toLocaleLowerCase().includes(words) || label.control.checked;
    label.parentElement.hidden = !shown;
  }
});

// Enter in the field would send the whole form; in a headline it would break the line.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-pick-filter], [data-one-line]")) {
    event.preventDefault();
  }
});
