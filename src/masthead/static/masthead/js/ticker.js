// The ticker: asks for news while the page is seen, moves on only for readers who allow motion.
const POLL = 15_000; // milliseconds; a new line has to be here within 20 seconds
const STEP = 6_000;

const strip = document.querySelector("[data-ticker]");
if (strip) start(strip);

function start(strip) {
  const line = strip.querySelector(".ticker-line");
  const buttons = strip.querySelector(".ticker-buttons");
  const pause = strip.querySelector("[data-pause]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let inSight = true;

  const resting = () =>
    still.matches ||
    !inSight ||
    document.hidden ||
    pause.getAttribute("aria-pressed") === "true" ||
    strip.matches(":hover, :focus-within");

  const arrange = () => {
    buttons.hidden = line.scrollWidth <= line.clientWidth + 1;
    pause.hidden = still.matches;
  };

  for (const button of strip.querySelectorAll("[data-step]"))
    button.addEventListener("click", () => move(line, Number(button.dataset.step)));
  pause.addEventListener("click", () => {
    const paused = pause.getAttribute("aria-pressed") !== "true";
    pause.setAttribute("aria-pressed", String(paused));
  });
  strip.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pause.setAttribute("aria-pressed", "true");
  });
  still.addEventListener("change", arrange);
  new ResizeObserver(arrange).observe(line);
  new IntersectionObserver(([entry]) => (inSight = entry.isIntersecting)).observe(strip);
  setInterval(() => resting() || move(line, 1), STEP);
  if (strip.dataset.ticker) poll(strip, line, arrange);
}

// How far an item's beginning is from the beginning of the line, in reading direction.
function offset(line, item) {
  const frame = line.getBoundingClientRect();
  const box = item.getBoundingClientRect();
  const rtl = getComputedStyle(line).direction === "rtl";
  return rtl ? frame.right - box.right : box.left - frame.left;
}

function move(line, step) {
  const items = [...line.children];
  const room = line.scrollWidth - line.clientWidth;
  const at = Math.abs(line.scrollLeft);
  const current = items.findIndex((item) => offset(line, item) > -2);
  let next = (current < 0 ? items.length - 1 : current) + step;
  if (step > 0 && at >= room - 2) next = 0;
  const target = items.at(Math.min(next, items.length - 1));
  const sign = getComputedStyle(line).direction === "rtl" ? -1 : 1;
  line.scrollTo({ left: sign * Math.min(room, at + offset(line, target)) });
}

function poll(strip, line, arrange) {
  let etag = "";
  const ask = async () => {
    // A reader who stands on a line keeps it; the next answer brings what is new.
    if (document.hidden || line.contains(document.activeElement)) return;
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const answer = await fetch(strip.dataset.ticker, { headers, credentials: "omit" });
      if (!answer.ok) return; // 304, or the outlet is not to be reached: what is shown stays
      const { items } = await answer.json();
      etag = answer.headers.get("ETag") ?? "";
      show(strip, line, items);
      arrange();
    } catch {
      etag = ""; // offline; the next round asks again
    }
  };
  setInterval(ask, POLL);
  document.addEventListener("visibilitychange", ask);
  ask();
}

function show(strip, line, items) {
  strip.hidden = !items.length; // an empty ticker waits, unseen, for its first line
  const known = new Map([...line.children].map((item) => [item.dataset.id, item]));
  const fresh = items.filter((item) => !known.has(item.id));
  const wanted = items.map((item) => {
    const old = known.get(item.id);
    return old?.textContent.includes(item.text) ? old : made(item, strip.dataset);
  });
  const same = wanted.length === line.children.length && wanted.every((li, i) => li === line.children[i]);
  if (same) return;
  line.replaceChildren(...wanted);
  line.scrollTo({ left: 0, behavior: "instant" });
  const status = strip.querySelector("[role=status]");
  if (fresh.length) status.textContent = `${strip.dataset.news} ${fresh.map((item) => item.text).join(" / ")}`;
}

function made(item, words) {
  const row = document.createElement("li");
  row.dataset.id = item.id;
  const link = /^(https?:\/)?\//.test(item.url);
  const body = row.appendChild(document.createElement(link ? "a" : "span"));
  if (link) body.href = item.url;
  else body.className = "ticker-text";
  body.lang = item.language;
  body.dir = item.direction;
  const time = body.appendChild(document.createElement("time"));
  time.dateTime = item.starts_at;
  time.textContent = clock(item, words.zone, words.forms);
  time.classList.toggle("live", item.live);
  if (item.live) {
    const spoken = body.appendChild(document.createElement("span"));
    spoken.className = "sr";
    spoken.textContent = words.live;
  }
  body.append(item.text);
  return row;
}

// As the server writes it: the hour for today, else the day, in the outlet's time zone and digits.
function clock(item, timeZone, forms) {
  const day = (date) => date.toLocaleDateString("en-CA", { timeZone });
  const began = new Date(item.starts_at);
  const today = day(began) === day(new Date());
  const form = today ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : { day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(forms, { timeZone, ...form }).format(began);
}
