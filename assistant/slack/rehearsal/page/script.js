// Sends what somebody does, and shows what changed. No request leaves this machine.
const seat = { as: document.body.dataset.as, place: document.body.dataset.place };
const view = document.getElementById("view");
const composer = document.getElementById("composer");
const answering = document.getElementById("answering");
let thread = "";

const GONE = "The rehearsal has ended. Start it again with: parlance slack --rehearse";
const trouble = document.getElementById("trouble");
const news = document.getElementById("news");

function complain(text) {
  trouble.hidden = !text;
  trouble.textContent = text;
}

// What the server answers, or an error for the person when there is none.
async function post(path, fields) {
  try {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams({ ...seat, ...fields }) });
    const said = await answer.json();
    complain(said.gone || "");
    return said;
  } catch {
    complain(GONE);
    return { gone: GONE };
  }
}

// Where the keyboard is: the message or form and the words on the button, so that it is still there after a change.
function placeOfFocus() {
  const at = document.activeElement;
  if (!view.contains(at) || at.tagName !== "BUTTON") return null;
  const message = at.closest(".message");
  return { ts: message ? message.dataset.ts : "", words: at.textContent };
}

function focusAgain(place) {
  if (!place) return;
  const within = place.ts ? view.querySelector(`.message[data-ts="${place.ts}"]`) : view;
  const found = within && [...within.querySelectorAll("button")].find((button) => button.textContent === place.words);
  if (found) found.focus({ preventScroll: true });
}

async function refresh() {
  const html = await (await fetch(`/view?${new URLSearchParams(seat)}`)).text();
  const open = view.querySelector(".modal");
  const typing = open && open.querySelector(".submit") && open.contains(document.activeElement);
  if (typing && html.includes(`value="${open.elements.modal.value}"`)) return;
  const before = view.querySelectorAll(".message").length;
  const place = placeOfFocus();
  view.innerHTML = html;
  focusAgain(place);
  const modal = view.querySelector(".modal");
  if (modal && !modal.contains(document.activeElement)) modal.focus();
  const messages = view.querySelectorAll(".message");
  if (messages.length > before) {
    showLast();
    news.textContent = [...messages[messages.length - 1].querySelectorAll(".by, p, li, pre")].map((part) => part.innerText).join(" ");
  }
}

// The newest message, from its first line when it is taller than the window.
function showLast() {
  const last = [...view.querySelectorAll(".message")].pop();
  if (last) last.scrollIntoView({ block: last.offsetHeight > view.clientHeight - 60 ? "start" : "end" });
}

async function follow() {
  let version = document.body.dataset.version;
  for (;;) {
    try {
      version = (await (await fetch(`/changes?version=${version}`)).json()).version;
      await refresh();
      if (trouble.textContent === GONE) complain("");
    } catch {
      complain(GONE);
      await new Promise((resume) => setTimeout(resume, 1000));
    }
  }
}

function reply(to) {
  thread = to;
  answering.hidden = !to;
  composer.elements.text.focus();
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const fields = Object.fromEntries(new FormData(form));
  if (form === composer) {
    const { gone } = await post("/say", { ...fields, thread });
    if (gone) return;
    form.reset();
  } else {
    const { errors, gone } = await post(form.dataset.act, fields);
    if (gone) return;
    if (errors) form.querySelector(".error").textContent = Object.values(errors).join(" ");
    else if (form.matches(".modal")) document.activeElement.blur();
  }
  await refresh();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".reply")) reply(button.dataset.thread);
  if (button.matches("#leave")) reply("");
  if (button.matches(".prompt")) await post("/say", { text: button.dataset.text });
  if (button.matches(".close")) {
    button.blur();
    await post("/close", { modal: button.form.elements.modal.value });
    await refresh();
  }
});

document.addEventListener("keydown", (event) => {
  const close = event.key === "Escape" && view.querySelector(".modal .close");
  if (close) close.click();
});

document.getElementById("person").addEventListener("change", (event) => {
  location.href = `/?${new URLSearchParams({ ...seat, as: event.target.value })}`;
});

if (composer) {
  composer.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      composer.requestSubmit();
    }
  });
}

showLast();
if (seat.place === "home" || seat.place === "direct") post("/open", {});
follow();
