// Follows the alerts through server-sent events. The page is complete without it.
import { state } from "/live.js";

const list = document.getElementById("alerts");
const empty = document.getElementById("empty");
const said = document.getElementById("said");
const troubled = document.getElementById("troubled");
const choice = document.getElementById("choice");

choice.classList.add("quiet"); // a choice takes effect at once: no button is needed
choice.addEventListener("change", () => choice.requestSubmit());

function card(html) {
  const template = document.createElement("template");
  template.innerHTML = html; // rendered and escaped by the server, from where this script is too
  return template.content.querySelector("article");
}

function put(id, html) {
  const fresh = card(html);
  const old = document.getElementById(`a-${id}`);
  // On the pages of older alerts only what is there is renewed.
  if (!old && list.dataset.first !== "yes") return;
  if (old) {
    for (const part of old.querySelectorAll("details[open]")) {
      const same = fresh.querySelector(`details[data-part="${part.dataset.part}"]`);
      if (same) same.open = true;
    }
  }
  if (old && old.dataset.at === fresh.dataset.at) {
    old.replaceWith(fresh); // one more report moves nothing
  } else {
    old?.remove();
    const after = [...list.querySelectorAll("article")].find((one) => one.dataset.at <= fresh.dataset.at);
    list.insertBefore(fresh, after ?? empty);
    fresh.classList.add("fresh");
    said.textContent = `${old ? "Changed" : "New"}: ${fresh.querySelector("h2").textContent}`;
  }
  empty.hidden = true;
}

function drop(id) {
  document.getElementById(`a-${id}`)?.remove();
  empty.hidden = list.querySelector("article") !== null;
}

const query = new URLSearchParams({
  since: list.dataset.last,
  watch: list.dataset.watch,
  kind: list.dataset.kind,
});
const events = new EventSource(`/events?${query}`);
events.addEventListener("open", () => state("on", "live"));
events.addEventListener("error", () => state("off", "reconnecting"));
events.addEventListener("alert", (event) => {
  const one = JSON.parse(event.data);
  put(one.id, one.html);
});
events.addEventListener("gone", (event) => drop(JSON.parse(event.data).id));
events.addEventListener("sources", (event) => {
  troubled.hidden = event.data === "0";
  troubled.querySelector("span").textContent = event.data;
});
addEventListener("pagehide", () => events.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
