// Renews the page of the sources when one of them changes, and now and then, since times go by.
// The page is complete without it.
import { state } from "/live.js";

const OFTEN = 2000; // milliseconds between two renewals at least: with many sources one changes all the time
const AGAIN = 3000; // milliseconds until it is tried again where it failed, as with the events
const SELDOM = 30000; // milliseconds between two at most: what says "1 min ago" must not stand for long
const said = document.getElementById("said");
let last = 0; // when it was renewed
let timer = 0;

const summary = () => document.getElementById("summary");

// Makes `old` as `fresh` is, element by element by their ids: what stays the same stays.
function renew(old, fresh) {
  if (old.id === "table") {
    old.hidden = fresh.hidden;
    rows(old.querySelector("#rows"), fresh.querySelector("#rows"));
  } else if (old.outerHTML !== fresh.outerHTML) {
    old.replaceWith(fresh);
  }
}

function rows(body, fresh) {
  const kept = new Set([...fresh.children].map((row) => row.id));
  for (const row of [...body.children]) if (!kept.has(row.id)) row.remove();
  [...fresh.children].forEach((row, place) => {
    const old = document.getElementById(row.id);
    if (old && old !== body.children[place]) body.insertBefore(old, body.children[place] ?? null);
    if (!old) body.insertBefore(row, body.children[place] ?? null);
    else if (old.outerHTML !== row.outerHTML) old.replaceWith(row);
  });
}

async function renewed() {
  timer = 0;
  last = Date.now();
  const template = document.createElement("template");
  try {
    const answer = await fetch(`/sources/table${location.search}`);
    if (!answer.ok) throw new Error(answer.status);
    template.innerHTML = await answer.text(); // rendered and escaped by the server, from where this script is too
  } catch {
    state("off", "reconnecting");
    timer ||= setTimeout(renewed, AGAIN);
    return;
  }
  if (events.readyState === EventSource.OPEN) state("on", "live");
  const before = words();
  const focused = document.activeElement;
  const [part, href] = [focused.closest("[id]")?.id, focused.getAttribute("href")];
  for (const fresh of [...template.content.children]) renew(document.getElementById(fresh.id), fresh);
  if (href && document.activeElement !== focused) {
    const same = [...(document.getElementById(part)?.querySelectorAll("a") ?? [])];
    same.find((one) => one.getAttribute("href") === href)?.focus({ preventScroll: true });
  }
  if (words() !== before) said.textContent = words();
}

function words() {
  return [...summary().children].map((one) => one.textContent).join(", ");
}

function soon() {
  if (!timer && !document.hidden) timer = setTimeout(renewed, Math.max(last + OFTEN - Date.now(), 0));
}

const events = new EventSource("/sources/events");
events.addEventListener("open", () => state("on", "live"));
events.addEventListener("error", () => state("off", "reconnecting"));
events.addEventListener("sources", (event) => {
  if (event.data !== summary().dataset.changes) soon();
});
setInterval(soon, SELDOM);
document.addEventListener("visibilitychange", soon);
addEventListener("pagehide", () => events.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
