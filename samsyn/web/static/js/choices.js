// Proposals while one types the name of an organisation. Without this file the field takes a whole
// name or number, which the server looks up; with it a list of twelve comes up under the field.

const WAIT = 200; // milliseconds without a key before we ask
const LEAST = 2; // letters
let lists = 0;

function listOf(field) {
  if (field.list) return field.list;
  const list = document.createElement("datalist");
  list.id = `choices-${++lists}`;
  field.after(list);
  field.setAttribute("list", list.id);
  return list;
}

async function propose(field) {
  const typed = field.value.trim();
  const list = listOf(field);
  // A proposal that was just chosen comes back as typed text: nothing more to ask.
  if (typed.length < LEAST || [...list.options].some((option) => option.value === typed)) return;
  const address = new URL(field.dataset.choices, location.href);
  address.searchParams.set("q", typed);
  if (field.dataset.kinds) address.searchParams.set("kinds", field.dataset.kinds);
  field.asking?.abort();
  field.asking = new AbortController();
  try {
    const answer = await fetch(address, { signal: field.asking.signal });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.querySelectorAll("option"));
  } catch (error) {
    // A newer key press took this question's place, or the network is away: the field still works.
    if (error.name !== "AbortError") list.replaceChildren();
  }
}

// One listener for the page, so that fields which htmx puts in later work too.
document.addEventListener("input", (event) => {
  const field = event.target.closest?.("input[data-choices]");
  if (!field) return;
  clearTimeout(field.waiting);
  field.waiting = setTimeout(() => propose(field), WAIT);
});
