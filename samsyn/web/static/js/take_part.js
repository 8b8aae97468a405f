// Taking part by phone: one statement at a time, and votes that are kept until they have arrived.
// A vote is written down on the phone first. It carries the phone's own count, so that it may be
// sent any number of times and in any order. Without this file every statement has its own form.

const root = document.querySelector("[data-take-part]");
const cards = root ? [...root.querySelectorAll("[data-statement]")] : [];
if (cards.length) takePart(root, cards);

function takePart(root, cards) {
  const place = `samsyn-votes-${root.dataset.dialogue}`;
  const progress = root.querySelector("[data-progress]");
  const sending = root.querySelector("[data-sending]");
  const done = root.querySelector("[data-done]");
  const steps = root.querySelector("[data-steps]");
  const again = root.querySelector("[data-again]");
  const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
  let here = 0;
  let wait = 0;
  let busy = false;
  let kept = read();

  // `votes` have not arrived yet; `said` is all that this phone thinks: the page may have been made
  // before the last vote came in.
  function read() {
    const nothing = { turn: 0, votes: {}, said: {} };
    try {
      return { ...nothing, ...JSON.parse(localStorage.getItem(place)) };
    } catch {
      return nothing;
    }
  }

  function write() {
    try {
      localStorage.setItem(place, JSON.stringify(kept));
    } catch {
      // A phone that keeps nothing: the votes live as long as the page.
    }
  }

  function press(card, vote) {
    card.dataset.answered = "";
    for (const button of card.querySelectorAll("button[name=vote]")) {
      button.setAttribute("aria-pressed", String(button.value === vote));
    }
  }

  function show(number, focus) {
    here = number;
    const over = here >= cards.length;
    cards.forEach((card, place) => { card.hidden = place !== here; });
    done.hidden = !over;
    steps.hidden = over;
    again.hidden = !over;
    steps.querySelector("[data-step='-1']").disabled = here === 0;
    progress.hidden = over;
    progress.textContent = progress.dataset.words
      .replace("{number}", here + 1).replace("{all}", cards.length);
    const title = over ? done.querySelector("h2") : cards[here].querySelector("h2");
    if (focus) title.focus();
  }

  function firstOpen(from) {
    for (let place = from; place < cards.length; place += 1) {
      if (!("answered" in cards[place].dataset)) return place;
    }
    return cards.length;
  }

  function tell(waiting) {
    const number = Object.keys(kept.votes).length;
    if (number && waiting) sending.textContent = sending.dataset.waiting.replace("{number}", number);
    else if (!number && sending.textContent) sending.textContent = sending.dataset.sent;
  }

  async function send() {
    const votes = Object.values(kept.votes);
    if (busy || !votes.length) return;
    busy = true;
    let failed = true;
    try {
      const answer = await fetch(root.dataset.takePart, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ votes }),
      });
      // What a rule refuses would be refused again. Anything else may come right, and is kept.
      const refused = answer.status === 422 || answer.status === 404;
      failed = !answer.ok && !refused;
      if (!failed) {
        for (const vote of votes) {
          if (kept.votes[vote.statement]?.turn !== vote.turn) continue;
          delete kept.votes[vote.statement];
          if (refused) delete kept.said[vote.statement];
        }
        write();
        if (refused) sending.textContent = await refusal(answer);
      }
    } catch {
      // No connection: tried again below, and when the browser says that it is back.
    }
    busy = false;
    wait = failed ? Math.min((wait || 500) * 2, 30000) : 0;
    tell(failed);
    if (failed) setTimeout(send, wait);
    else if (Object.keys(kept.votes).length) send();
  }

  async function refusal(answer) {
    try {
      return (await answer.json()).text;
    } catch {
      return document.getElementById("no-answer").content.textContent.trim();
    }
  }

  root.addEventListener("submit", (event) => {
    const card = event.target.closest("[data-statement]");
    const button = event.submitter;
    if (!card || !button || button.name !== "vote") return;
    event.preventDefault();
    // Never below the clock, so that a phone that has forgotten its count goes on from there.
    kept.turn = Math.max(kept.turn + 1, Date.now());
    kept.votes[card.dataset.statement] = {
      statement: Number(card.dataset.statement), vote: Number(button.value), turn: kept.turn,
    };
    kept.said[card.dataset.statement] = button.value;
    write();
    press(card, button.value);
    send();
    show(firstOpen(here + 1), true);
  });

  steps.addEventListener("click", (event) => {
    const step = Number(event.target.closest("[data-step]")?.dataset.step ?? 0);
    if (step) show(here + step, true);
  });
  again.addEventListener("click", () => show(0, true));
  addEventListener("online", () => { wait = 0; send(); });

  for (const card of cards) {
    const vote = kept.said[card.dataset.statement];
    if (vote !== undefined) press(card, vote);
  }
  root.dataset.oneAtATime = "";
  show(firstOpen(0), false);
  tell(true);
  send();
}
