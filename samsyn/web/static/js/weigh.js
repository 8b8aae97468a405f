// Spreading a hundred points: large steppers, and how many are left, read aloud. On a phone the
// sheet is written down there first and kept until it has arrived; it carries the phone's own
// count, so that it may be sent any number of times. Without this file it is a plain form.

const STEP_KEYS = { ArrowUp: 1, ArrowDown: -1 };
const form = document.querySelector("[data-sheet]");
if (form) weigh(form);

function weigh(form) {
  const left = form.querySelector("[data-left]");
  const rows = [...form.querySelectorAll("[data-weigh]")];
  const boxes = rows.map((row) => row.querySelector("input[inputmode=numeric]"));

  function points(box) {
    const number = Number(box.value.trim() || 0);
    return Number.isInteger(number) && number >= 0 ? number : 0;
  }

  function total() {
    return boxes.reduce((sum, box) => sum + points(box), 0);
  }

  function tell() {
    const rest = 100 - total();
    const words = rest > 0 ? left.dataset.leftWords : rest < 0 ? left.dataset.overWords : left.dataset.doneWords;
    left.textContent = words.replace("{number}", Math.abs(rest));
    left.dataset.state = rest > 0 ? "left" : rest < 0 ? "over" : "done";
    rows.forEach((row, place) => {
      const [less, more] = row.querySelectorAll("[data-step]");
      less.setAttribute("aria-disabled", String(points(boxes[place]) === 0));
      more.setAttribute("aria-disabled", String(rest <= 0));
    });
  }

  // Never below nothing, and never more than is left.
  function step(box, by) {
    const most = points(box) + Math.max(100 - total(), 0);
    box.value = String(Math.max(0, Math.min(points(box) + by, by > 0 ? most : Infinity)));
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    step(boxes[rows.indexOf(button.closest("[data-weigh]"))], Number(button.dataset.step));
  });
  form.addEventListener("keydown", (event) => {
    const by = STEP_KEYS[event.key];
    if (!by || !boxes.includes(event.target)) return;
    event.preventDefault();
    step(event.target, by);
  });
  form.addEventListener("input", tell);
  for (const button of form.querySelectorAll("[data-step]")) button.hidden = false;
  if (form.dataset.sheet) keep(form, rows, boxes, { total, tell, points });
  tell();
}

// On a phone: what was pressed last, whether or not it has arrived.
function keep(form, rows, boxes, { total, tell, points }) {
  const place = `samsyn-sheet-${form.dataset.dialogue}`;
  const sending = form.querySelector("[data-sending]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let wait = 0;
  let busy = false;
  let kept = read();

  function read() {
    const nothing = { turn: 0, sheet: null, waits: false };
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
      // A phone that keeps nothing: the sheet lives as long as the page.
    }
  }

  function key(box) {
    return box.name.replace("points_", "");
  }

  function written() {
    const spread = total() > 0;
    const sheet = { points: {}, when: {} };
    rows.forEach((row, number) => {
      const box = boxes[number];
      if (spread) sheet.points[key(box)] = points(box);
      const said = row.querySelector("input[type=radio]:checked")?.value;
      if (said) sheet.when[key(box)] = said;
    });
    return sheet;
  }

  function fill(sheet) {
    rows.forEach((row, number) => {
      const box = boxes[number];
      box.value = sheet.points[key(box)] ?? "";
      const said = sheet.when[key(box)] ?? "";
      for (const radio of row.querySelectorAll("input[type=radio]")) radio.checked = radio.value === said;
    });
  }

  async function send() {
    if (busy || !kept.waits) return;
    busy = true;
    let failed = true;
    const turn = kept.turn;
    try {
      const answer = await fetch(form.dataset.sheet, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ turn, ...kept.sheet }),
      });
      // What a rule refuses would be refused again. Anything else may come right, and is kept.
      const refused = answer.status === 422 || answer.status === 404;
      failed = !answer.ok && !refused;
      if (!failed && kept.turn === turn) {
        kept.waits = false;
        if (refused) kept.sheet = null;
        write();
        sending.textContent = refused ? await refusal(answer) : form.dataset.sentWords;
      }
    } catch {
      // No connection: tried again below, and when the browser says that it is back.
    }
    busy = false;
    wait = failed ? Math.min((wait || 500) * 2, 30000) : 0;
    if (failed) {
      sending.textContent = form.dataset.waitingWords;
      setTimeout(send, wait);
    } else if (kept.waits) send();
  }

  async function refusal(answer) {
    try {
      return (await answer.json()).text;
    } catch {
      return document.getElementById("no-answer").content.textContent.trim();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (total() !== 100 && total() !== 0) {
      sending.textContent = form.dataset.notYetWords;
      boxes.find((box) => points(box) > 0).focus();
      return;
    }
    // Never below the clock, so that a phone that has forgotten its count goes on from there.
    kept = { turn: Math.max(kept.turn + 1, Date.now()), sheet: written(), waits: true };
    write();
    send();
  });
  addEventListener("online", () => { wait = 0; send(); });

  // The page may have been made before the last sheet came in.
  if (kept.sheet) fill(kept.sheet);
  tell();
  send();
}
