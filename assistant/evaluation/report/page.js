// Shows the cases that fit the filters; everything else on the page works without it.
const cases = [...document.querySelectorAll("details.case")];
const fields = [...document.querySelectorAll(".filters [data-filter]")];
const shown = document.querySelector("#shown");
const fits = (one) => fields.every((field) => {
  const wanted = field.value.trim().toLowerCase();
  if (!wanted) return true;
  if (field.dataset.filter === "words") return one.textContent.toLowerCase().includes(wanted);
  if (field.dataset.filter === "slice") return ` ${one.dataset.slices} `.includes(` ${field.value} `);
  return one.dataset[field.dataset.filter] === field.value;
});
const filter = () => {
  let count = 0;
  for (const one of cases) { one.hidden = !fits(one); count += !one.hidden; }
  shown.textContent = `${count} of ${cases.length} cases`;
};
fields.forEach((field) => field.addEventListener("input", filter));
document.querySelectorAll("a[data-suite]").forEach((link) => link.addEventListener("click", () => {
  fields.find((field) => field.dataset.filter === "suite").value = link.dataset.suite;
  filter();
}));
window.addEventListener("beforeprint", () => cases.forEach((one) => { one.open = !one.hidden && one.dataset.verdict !== "passed"; }));
filter();
