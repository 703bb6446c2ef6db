/* The translation editor: saves one text at a time, and has shortcuts to the next open text.
   Without this script, the form is sent as a whole. */

const form = document.querySelector("[data-translate]");
const status = form?.querySelector("[data-status]");
let isCurrent = Boolean(form?.querySelector("[data-current]")); // everything is live

const rowOf = (element) => element.closest("[data-row]");
const boxOf = (row) => row.querySelector("textarea[name^='text-']");
const isTyped = (row) => [...row.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue);

function say(text) {
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = text;
  });
}

function show(part) {
  for (const element of part.querySelectorAll("[data-needs-script]")) element.hidden = false;
}

/* Reviewers jump from text to text that has changed since it was published. */
function follow(row, step, isReading = false) {
  const rows = [...form.querySelectorAll("[data-row]")];
  const place = rows.indexOf(row);
  const ordered = [...rows.slice(place + 1), ...rows.slice(0, Math.max(place, 0))];
  if (step < 0) ordered.reverse();
  const isNew = (each) => isReading && "new" in each.dataset;
  const next = ordered.find((each) => each.dataset.state === "open") || ordered.find(isNew);
  if (!next) return false;
  boxOf(next).focus();
  next.scrollIntoView({ block: "center" });
  return true;
}

function fieldsOf(row) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const field of row.querySelectorAll("textarea[name], input[name]")) {
    if (field.type !== "radio" || field.checked) data.append(field.name, field.value);
  }
  return data;
}

function put(id, html, near) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  const fresh = template.content.firstElementChild;
  const old = document.getElementById(`text-${id}`);
  if (old && old !== near && isTyped(old)) return; // saving it later will ask
  show(fresh);
  if (old) old.replaceWith(fresh);
  else near.after(fresh);
}

async function answerTo(data) {
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", headers: { Accept: "application/json" }, body: data });
    return (response.headers.get("Content-Type") || "").includes("application/json") ? await response.json() : null;
  } catch {
    return null;
  }
}

/* The row is drawn again by the answer: what was typed in the meantime goes on from there. */
function retype(row, boxes) {
  for (const { name, value, selectionStart, selectionEnd } of boxes) {
    const box = row.querySelector(`[name="${name}"]`);
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    box.setSelectionRange(selectionStart, selectionEnd);
  }
}

async function save(row, isRight) {
  if (row.dataset.saving) return;
  row.dataset.saving = "yes";
  say(form.dataset.saving);
  const data = fieldsOf(row);
  if (isRight) data.append("right", row.dataset.row);
  const answer = await answerTo(data);
  delete row.dataset.saving;
  if (!answer?.rows) {
    say(answer?.said || form.dataset.signedOut);
    return;
  }
  const { row: id } = row.dataset;
  const typed = [...row.querySelectorAll("textarea[name]")].filter((box) => box.value !== data.get(box.name));
  const place = rowOf(document.activeElement);
  const isElsewhere = place !== null && place !== row;
  for (const [each, html] of Object.entries(answer.rows)) put(each, html, row);
  if (!answer.rows[id] && !answer.gone.length) row.remove();
  document.querySelector("[data-open-count]").textContent = answer.open;
  form.querySelector("[data-done-count]").textContent = answer.done;
  const now = document.getElementById(`text-${id}`) || form.querySelector("[data-row]");
  const isLeft = isElsewhere || typed.length > 0 || (answer.is_done && follow(now, 1));
  if (typed.length) retype(now, typed);
  else if (!isLeft && now) boxOf(now).focus();
  isCurrent = answer.is_current;
  offer();
  say(answer.is_done && !isLeft ? `${answer.said} ${form.dataset.noneOpen}` : answer.said);
}

/* Enables publishing as soon as something is typed. */
function offer() {
  const isNothing = isCurrent && ![...form.querySelectorAll("[data-row]")].some(isTyped);
  for (const each of form.querySelectorAll("[data-current]")) each.hidden = !isNothing;
  for (const each of form.querySelectorAll("[data-not-current]")) each.hidden = isNothing;
}

function type(row, text) {
  const box = boxOf(row);
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

function insert(row, opening, closing) {
  const box = boxOf(row);
  const { selectionStart: start, selectionEnd: end } = box;
  box.setRangeText(opening + box.value.slice(start, end) + closing, start, end, "end");
  if (start === end) box.selectionEnd = start + opening.length;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

function clicked(event) {
  const button = event.target.closest("button");
  const row = button && rowOf(button);
  if (!row) return;
  const { dataset } = button;
  if ("opening" in dataset) insert(row, dataset.opening, dataset.closing);
  else if ("copy" in dataset) type(row, boxOf(row).dataset.source);
  else if ("take" in dataset) type(row, dataset.take);
  else if ("right" in dataset) save(row, true);
  else if ("save" in dataset) save(row, false);
  else return;
  event.preventDefault();
}

function pressed(event) {
  const row = rowOf(event.target);
  const isArrow = event.altKey && !event.ctrlKey && ["ArrowDown", "ArrowUp"].includes(event.key);
  if (!row && !isArrow) return;
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  if (isArrow) {
    if (!follow(row, event.key === "ArrowDown" ? 1 : -1, true)) say(form.dataset.noneOpen);
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    save(row, event.shiftKey && Boolean(row.querySelector("[data-right]")));
  } else if (event.altKey && event.shiftKey && digit === "0") {
    type(row, boxOf(row).dataset.source);
  } else if (event.altKey && event.shiftKey && digit) {
    row.querySelectorAll("[data-take]")[digit - 1]?.click();
  } else return;
  event.preventDefault();
}

function count(event) {
  const { most, unit, length: text } = event.target.dataset;
  const shown = most && rowOf(event.target)?.querySelector("[data-counted]");
  if (!shown) return;
  const { value } = event.target;
  const length = unit === "words" ? value.split(/\s+/).filter(Boolean).length : [...value].length;
  shown.textContent = text.replace("{count}", length);
  shown.classList.toggle("translate__told--bad", length > most);
}

/* What is typed outlives a session that ends, or a page that is loaded again: it stays in this tab until it is saved. */
const UNSAVED = `translate:${window.location.pathname}`;
const wasOf = (row) => row.querySelector("input[name^='was-']").value;

function remember() {
  const rows = [...form.querySelectorAll("[data-row]")].filter((row) => boxOf(row).value !== boxOf(row).defaultValue);
  const typed = rows.map((row) => ({ id: row.id, was: wasOf(row), words: boxOf(row).value }));
  if (typed.length) sessionStorage.setItem(UNSAVED, JSON.stringify(typed));
  else sessionStorage.removeItem(UNSAVED);
}

function putBack() {
  let count = 0;
  for (const { id, was, words } of JSON.parse(sessionStorage.getItem(UNSAVED) || "[]")) {
    const row = document.getElementById(id);
    if (!row || wasOf(row) !== was || boxOf(row).value === words) continue; // saved, or shown already
    boxOf(row).value = words;
    boxOf(row).dispatchEvent(new Event("input", { bubbles: true }));
    count += 1;
  }
  if (count) say(form.dataset.putBack);
}

if (form) {
  let isSent = false;
  show(document);
  form.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed); // even before any box has been clicked
  form.addEventListener("input", count);
  form.addEventListener("input", offer);
  form.addEventListener("submit", () => {
    isSent = true;
  });
  putBack();
  window.addEventListener("pagehide", remember);
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && [...form.querySelectorAll("[data-row]")].some(isTyped)) event.preventDefault();
  });
}
