// Under siege only: works while the reader writes, so that the comment need not wait afterwards.
const form = document.querySelector("form[data-proof]");
form?.addEventListener("focusin", work, { once: true });

async function work() {
  if (!globalThis.crypto?.subtle) return; // without it the server asks to wait instead
  try {
    const answer = await fetch(form.dataset.proof, { credentials: "omit" });
    const { salt, bits } = await answer.json();
    form.elements.proof.value = `${salt} ${await search(salt, bits)}`;
  } catch {
    // Offline, or refused: the server asks to wait instead.
  }
}

async function search(salt, bits) {
  const letters = new TextEncoder();
  for (let number = 0; ; number++) {
    const digest = new DataView(await crypto.subtle.digest("SHA-256", letters.encode(`${salt} ${number}`)));
    if (digest.getUint32(0) >>> (32 - bits) === 0) return number;
  }
}
