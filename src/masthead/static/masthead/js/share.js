// "Copy link", where the browser lets a page write to the clipboard.
for (const list of document.querySelectorAll("[data-share]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = list.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(list.dataset.share);
    button.textContent = list.dataset.copied;
    setTimeout(() => (button.textContent = list.dataset.copy), 3_000);
  });
  const row = document.createElement("li");
  row.setAttribute("aria-live", "polite");
  row.append(button);
  list.append(row);
}
