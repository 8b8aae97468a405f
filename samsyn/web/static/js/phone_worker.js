// Keeps the page of a dialogue on the phone, so that it opens again while the connection is gone.
// What the net gives is always taken first; what was kept is the answer only where there is none.
// Votes are never handled here: take_part.js keeps those until they have arrived.

const PLACE = "samsyn-phone-1";
const KEPT = ["/d/", "/static/"];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const ours = url.origin === location.origin && KEPT.some((path) => url.pathname.startsWith(path));
  if (request.method === "GET" && ours) event.respondWith(fromNetOrKept(event));
});

async function begin() {
  for (const name of await caches.keys()) if (name !== PLACE) await caches.delete(name);
  await clients.claim();
}

async function fromNetOrKept(event) {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) event.waitUntil(keep(request, answer.clone()));
    return answer;
  } catch (error) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function keep(request, answer) {
  try {
    await (await caches.open(PLACE)).put(request, answer);
  } catch {
    // A phone that is full keeps nothing, and works as without this file.
  }
}
