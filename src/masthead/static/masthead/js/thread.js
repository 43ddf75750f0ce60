// Asks for new comments while the thread is in view; shows them when the reader wants, never before.
const POLL = 30_000; // milliseconds
const section = document.querySelector("[data-thread]");
if (section) start(section);

function start(section) {
  let etag = "";
  let inSight = false;
  let last = Number(section.dataset.last);

  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.hidden = true;
  button.textContent = section.dataset.new;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.append(button);
  section.querySelector("#respond").before(status);

  const ask = async () => {
    if (document.hidden || !inSight) return;
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const answer = await fetch(section.dataset.thread, { headers, credentials: "omit" });
      if (!answer.ok) return; // 304, or the outlet is not to be reached: what is shown stays
      etag = answer.headers.get("ETag") ?? "";
      button.hidden = (await answer.json()).last <= last;
    } catch {
      etag = ""; // offline; the next round asks again
    }
  };
  button.addEventListener("click", async () => {
    const page = await (await fetch(location.pathname, { credentials: "omit", cache: "no-cache" })).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-thread]");
    if (!fresh) return;
    const news = last + 1;
    last = Number(fresh.dataset.last);
    // The form stays as it is: somebody may be writing in it.
    for (const part of ["h2:first-child", ":scope > .thread", ":scope > .pages"]) {
      const old = section.querySelector(part);
      const wanted = fresh.querySelector(part);
      if (old && wanted) old.replaceWith(wanted);
      else if (wanted) status.before(wanted);
    }
    button.hidden = true;
    const first = section.querySelector(`#comment-${news}`);
    if (!first) return;
    first.scrollIntoView({ block: "center" });
    // The button is gone: who came by the keyboard goes on from the first new comment.
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  });
  new IntersectionObserver(([entry]) => {
    inSight = entry.isIntersecting;
    ask();
  }).observe(section);
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, POLL);
}
