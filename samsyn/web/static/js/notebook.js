// The notebook of a region visit: Enter adds a note, and what is typed is kept on this computer until
// it has arrived. A note sent twice is one note, so that it may be sent again whenever in doubt.
// Without this file every statement has its own form.

const book = document.querySelector("[data-notebook]");
if (book) keepNotes(book);

function keepNotes(book) {
  const place = `samsyn-notebook-${book.dataset.notebook}`;
  const forms = [...book.querySelectorAll("[data-note-form]")];
  const sending = book.querySelector("[data-sending]");
  let wait = 0;
  let busy = false;

  // One line of the storage for each, so that two windows never write over each other.
  function write(name, value) {
    try {
      if (value === null) localStorage.removeItem(`${place}-${name}`);
      else localStorage.setItem(`${place}-${name}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  function waiting() {
    const start = `${place}-waiting-`;
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(start)).sort().map((name) => (
        { ...JSON.parse(localStorage.getItem(name)), name: name.slice(place.length + 1) }
      ));
    } catch {
      return [];
    }
  }

  function formOf(entry) {
    return forms.find((form) => form.dataset.noteForm === entry);
  }

  // What belongs to no statement has no stance.
  function read(form) {
    const { text, stance } = form.elements;
    return { text: text.value, stance: stance?.value ?? "" };
  }

  function fill(form, said) {
    const { text, stance } = form.elements;
    text.value = said.text;
    if (stance) stance.value = said.stance;
  }

  function keepDraft(form) {
    const said = read(form);
    write(`draft-${form.dataset.noteForm}`, said.text || said.stance ? said : null);
  }

  function showWaiting() {
    for (const line of book.querySelectorAll("[data-waits]")) line.remove();
    for (const note of waiting()) {
      const list = document.getElementById(`notes-${note.entry}`);
      if (!list) continue;
      const line = document.createElement("p");
      line.className = "muted";
      line.dataset.waits = "";
      line.textContent = `… ${note.text}`;
      list.append(line);
    }
  }

  function tell(words) {
    const number = waiting().length;
    if (number && words) sending.textContent = words.replace("{number}", number);
    else if (!number && sending.textContent) sending.textContent = sending.dataset.sent;
  }

  function refuse(form, note, words) {
    const now = read(form).text;
    fill(form, { text: now ? `${note.text}\n${now}` : note.text, stance: note.stance });
    keepDraft(form);
    const place = form.querySelector("[data-refused]");
    place.querySelector("p").textContent = words;
    place.hidden = false;
  }

  // What came back is put in the place of what is there, by its id.
  function putIn(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const part of page.querySelectorAll("body > [id]")) {
      document.getElementById(part.id)?.replaceWith(part);
    }
  }

  async function sendOne(note) {
    const form = formOf(note.entry);
    const said = new FormData();
    for (const name of ["csrfmiddlewaretoken", "statement_id"]) said.set(name, form.elements[name].value);
    said.set("text", note.text);
    said.set("stance", note.stance);
    const answer = await fetch(form.action, { method: "POST", headers: { "HX-Request": "true" }, body: said });
    if (answer.status !== 200 && answer.status !== 422) return answer.status < 500 ? "closed" : "waiting";
    const html = await answer.text();
    write(note.name, null);
    if (answer.status === 200) putIn(html);
    else refuse(form, note, html.trim());
    return "";
  }

  async function send() {
    if (busy) return;
    busy = true;
    let failed = "";
    let note;
    while (!failed && (note = waiting().find((each) => formOf(each.entry)))) {
      try {
        failed = await sendOne(note);
      } catch {
        failed = "waiting"; // no connection: tried again below, and when the browser says that it is back
      }
      showWaiting();
    }
    busy = false;
    wait = failed ? Math.min((wait || 500) * 2, 30000) : 0;
    tell(failed && sending.dataset[failed]);
    if (failed === "waiting") setTimeout(send, wait);
  }

  function add(form) {
    const said = read(form);
    const note = { ...said, entry: form.dataset.noteForm, text: said.text.trim() };
    if (!note.text) return;
    const name = `waiting-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    if (!write(name, note)) {
      form.submit(); // a browser that keeps nothing
      return;
    }
    fill(form, { text: "", stance: "" });
    keepDraft(form);
    form.querySelector("[data-refused]").hidden = true;
    form.elements.text.focus();
    showWaiting();
    send();
  }

  for (const form of forms) {
    form.addEventListener("submit", (event) => { event.preventDefault(); add(form); });
    form.addEventListener("input", () => keepDraft(form));
    form.elements.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      add(form);
    });
    try {
      const draft = JSON.parse(localStorage.getItem(`${place}-draft-${form.dataset.noteForm}`));
      if (draft && !form.elements.text.value) fill(form, draft);
    } catch {
      // Nothing is kept.
    }
  }
  addEventListener("online", () => { wait = 0; send(); });
  book.querySelector("[data-keys]").hidden = false;
  showWaiting();
  send();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = button.dataset.done;
  });
}
