// Embeds load on demand: before the click nothing is asked of the provider.
// The hosts here are the ones that Content-Security-Policy allows in frames.
const PLAYERS = [
  [/^https:\/\/(?:www\.|m\.)?youtube\.com\/(?:watch\?(?:.*&)?v=|shorts\/|live\/|embed\/)([\w-]{6,20})/, (id) => `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`],
  [/^https:\/\/youtu\.be\/([\w-]{6,20})/, (id) => `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`],
  [/^https:\/\/(?:www\.|player\.)?vimeo\.com\/(?:video\/)?(\d+)/, (id) => `https://player.vimeo.com/video/${id}?autoplay=1&dnt=1`],
];

function player(url) {
  for (const [pattern, frame] of PLAYERS) {
    const found = url.match(pattern);
    if (found) return frame(found[1]);
  }
  return null;
}

function load(figure, source) {
  const frame = document.createElement("iframe");
  frame.src = source;
  frame.title = figure.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin";
  figure.querySelector(".embed-box").replaceWith(frame);
  frame.focus();
}

for (const figure of document.querySelectorAll("[data-embed]")) {
  const source = player(figure.dataset.embed);
  const link = figure.querySelector("a.button");
  if (!source || !link) continue;
  link.textContent = figure.dataset.play;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was asked for
    event.preventDefault();
    load(figure, source);
  });
}
