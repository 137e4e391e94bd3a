// The contents on the left, what was found on the right, and errors above the pages.

import { pick, say } from "./words.js";

export function showContents(entries, go) {
  const list = document.querySelector("#contents ol");
  list.replaceChildren(...entries.map((entry) => {
    const button = document.createElement("button");
    button.textContent = entry.label;
    button.style.paddingLeft = `${entry.level - 0.5}em`;
    button.dataset.page = entry.page;
    button.addEventListener("click", () => go(entry.page));
    return item(button);
  }));
}

export function markContents(index) {
  const buttons = [...document.querySelectorAll("#contents ol button")];
  const here = buttons.find((button) => Number(button.dataset.page) === index)
    ?? buttons.findLast((button) => Number(button.dataset.page) < index);
  for (const button of buttons) button.setAttribute("aria-current", String(button === here));
}

export function showFound(spots, isCurrent, labels, go) {
  const list = document.querySelector("#found ol");
  list.replaceChildren(...spots.map((spot) => item(spotButton(spot, labels, go))));
  document.getElementById("count").textContent = spots.length ? `(${spots.length})` : "";
  if (!spots.length) list.append(item(document.createTextNode(say("nothing"))));
  const banner = document.getElementById("banner");
  const errors = isCurrent ? [] : spots.filter((spot) => spot.severity === "error");
  banner.hidden = isCurrent;
  banner.querySelector("ol").replaceChildren(...errors.map((spot) => item(spotButton(spot, labels, go))));
}

function spotButton(spot, labels, go) {
  const button = document.createElement("button");
  button.className = `spot ${spot.severity}`;
  button.dataset.code = spot.code;
  const code = document.createElement("b");
  code.textContent = `${spot.code} `;
  const where = [placeName(spot), spot.page === null ? "" : `${say("page")} ${labels[spot.page]}`];
  button.append(code, pick(spot.message), small(where.filter(Boolean).join(" · ")), small(pick(spot.hint)));
  button.addEventListener("click", () => go(spot));
  return button;
}

export const placeName = ({ file, line, column }) => [file, line, column].filter(Boolean).join(":");

function small(text) {
  const element = document.createElement("small");
  element.textContent = text;
  return element;
}

function item(content) {
  const element = document.createElement("li");
  element.append(content);
  return element;
}
