// Sends what somebody does, and shows what changed. No request leaves this machine.
const seat = { as: document.body.dataset.as, place: document.body.dataset.place };
const view = document.getElementById("view");
const composer = document.getElementById("composer");
const answering = document.getElementById("answering");
let thread = "";

async function post(path, fields) {
  const answer = await fetch(path, { method: "POST", body: new URLSearchParams({ ...seat, ...fields }) });
  return answer.json();
}

async function refresh() {
  const html = await (await fetch(`/view?${new URLSearchParams(seat)}`)).text();
  const open = view.querySelector(".modal");
  const typing = open && open.querySelector(".submit") && open.contains(document.activeElement);
  if (typing && html.includes(`value="${open.elements.modal.value}"`)) return;
  const before = view.querySelectorAll(".message").length;
  view.innerHTML = html;
  if (view.querySelectorAll(".message").length > before) showLast();
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
    } catch {
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
    form.reset();
    await post("/say", { ...fields, thread });
  } else {
    const { errors } = await post(form.dataset.act, fields);
    if (errors) form.querySelector(".error").textContent = Object.values(errors).join(" ");
    else document.activeElement.blur();
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
