// Says in the head of a page whether it is live.
const live = document.getElementById("live");
const word = document.getElementById("live-word");

export function state(name, text) {
  live.hidden = false;
  live.className = `live ${name}`;
  word.textContent = text;
}
