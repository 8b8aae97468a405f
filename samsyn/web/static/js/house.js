// The little that CSS and HTML cannot do alone. Every page works without it.

const html = document.documentElement;

// Light, dark or automatic; remembered for a year, read by base.html so that no page flashes.
const choices = document.querySelectorAll("[data-scheme-choice]");

function showScheme() {
  for (const choice of choices) {
    choice.hidden = false;
    for (const button of choice.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === (html.dataset.scheme ?? "")));
    }
  }
}

for (const choice of choices) {
  choice.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.value) html.dataset.scheme = button.value;
    else delete html.dataset.scheme;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const age = button.value ? 31536000 : 0;
    document.cookie = `samsyn_scheme=${button.value}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
    showScheme();
  });
}
showScheme();

// Menus and knots close on Escape and on a press outside.
const closing = "details.menu[open], .bar details[open]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(closing)) {
    const within = menu.contains(document.activeElement);
    menu.open = false;
    if (within) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(closing)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// What was just done can be closed; without this it stays until the next page.
function showClosing() {
  for (const button of document.querySelectorAll("[data-close]")) button.hidden = false;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-close]");
  if (!button) return;
  button.closest(".message").remove();
  document.getElementById("main").focus({ preventScroll: true });
});
document.addEventListener("htmx:load", showClosing);
showClosing();

// A refused form that htmx has put in: go to what is wrong, as a full page load does.
document.addEventListener("htmx:afterSwap", (event) => {
  event.detail.target?.querySelector?.(".error-summary")?.focus();
});

// What was pressed is gone after the answer: go on where the page says so.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.querySelector("[data-go-on]")?.focus();
});

// No answer, or one that may not be shown: say so where messages are read out.
function sayNoAnswer() {
  const words = document.getElementById("no-answer");
  const messages = document.getElementById("messages");
  if (words && messages) {
    messages.replaceChildren(words.content.cloneNode(true));
    messages.scrollIntoView({ block: "nearest" });
  }
}
document.addEventListener("htmx:responseError", sayNoAnswer);
document.addEventListener("htmx:sendError", sayNoAnswer);
