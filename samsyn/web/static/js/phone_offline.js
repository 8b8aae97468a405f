// Lets the page open again without a connection, where the browser allows it: over HTTPS only.
// The first page was loaded before anything could be kept, so what it is made of is asked for anew.

const { worker } = document.querySelector("[data-worker]").dataset;
if ("serviceWorker" in navigator) begin();

async function begin() {
  try {
    await navigator.serviceWorker.register(worker);
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await controlled();
    const parts = [...document.querySelectorAll("script[src], link[rel=stylesheet]")];
    for (const address of [location.href, ...parts.map((part) => part.src || part.href)]) {
      fetch(address).catch(() => {});
    }
  } catch {
    // Not allowed here: votes are kept in the open page all the same.
  }
}

function controlled() {
  return new Promise((done) => {
    navigator.serviceWorker.addEventListener("controllerchange", done, { once: true });
  });
}
