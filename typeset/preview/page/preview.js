// Follows typeset's events, and does what keys and buttons ask for.

import { markContents, placeName, showContents, showFound } from "./panels.js";
import * as desk from "./sheets.js";
import { chosenLanguage, pick, say, setLanguage } from "./words.js";

const $ = (id) => document.getElementById(id);
const on = { trim: false, bleed: false, grid: false, margins: false, compare: false, difference: false };
let state = { pages: [], spots: [], contents: [], isCurrent: true };
let chosen = null;  // the place in a file that was clicked or stepped to

// ---- events ------------------------------------------------------------------------------

function listen() {
  const events = new EventSource("/events");
  events.onmessage = ({ data }) => receive(JSON.parse(data));
  events.onerror = () => tell(say("lost"));
  events.onopen = () => tell("");
}

function receive(news) {
  const isFirst = !state.version;
  state = { contents: [], ...news };
  if (isFirst) setLanguage(localStorage.getItem("typeset-language") ?? state.lang);
  if (state.pages.length) desk.show(state.pages, state.grid);
  panels();
  if (on.compare) compare();
  document.body.dataset.version = state.version;
}

function panels() {
  document.title = state.title ? `${state.title} · typeset` : "typeset";
  $("title").textContent = state.title ?? "typeset";
  const labels = state.pages.map((page) => page.label);
  renew("contents", state.contents, () => {
    showContents(state.contents, (index) => desk.goTo(index));
    markContents(desk.current);
  });
  renew("found", [state.spots, state.isCurrent, labels, chosenLanguage()], () => {
    showFound(state.spots, state.isCurrent, labels, goToSpot);
  });
}

// A panel that would say the same stays: making it takes longer than drawing a page.
const shown = {};

function renew(panel, said, make) {
  const words = JSON.stringify(said);
  if (shown[panel] === words) return;
  shown[panel] = words;
  make();
}

async function goToSpot(spot) {
  if (spot.page !== null) desk.goTo(spot.page, spot.area);
  if (!spot.file) return;
  choose({ file: spot.file, line: spot.line ?? 1, column: spot.column, url: spot.url });
  if (spot.page !== null) return;
  const query = new URLSearchParams({ file: spot.file, line: spot.line ?? 1 });
  const found = await (await fetch(`/locate?${query}`)).json();
  if (found) desk.goTo(found.page, found.area);
}

// ---- files -------------------------------------------------------------------------------

function choose(place) {
  chosen = place;
  $("where").textContent = place ? placeName(place) : "";
  $("open").hidden = !place;
  $("vscode").hidden = !place?.url;
  if (place?.url) $("vscode").href = place.url;
  tell("");
}

async function openChosen() {
  if (!chosen) return;
  const body = JSON.stringify({ file: chosen.file, line: chosen.line });
  const answer = await fetch("/open", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  const said = await answer.json();
  if (said.problem) tell(`${said.problem.code} ${pick(said.problem.message)}`);
  else if (said.opened) tell(say("opened"));
  else tell(said.command ? say("run") + said.command : say("noEditor"));
}

const tell = (words) => { $("told").textContent = words; };

async function stepPlace(step) {
  const sheet = desk.sheets[desk.current];
  const places = sheet ? await desk.placesOf(sheet) : [];
  if (!places.length) return;
  const at = places.indexOf(chosen);
  const next = at < 0 ? (step > 0 ? 0 : places.length - 1) : at + step;
  if (next < 0 || next >= places.length) {
    desk.goTo(desk.current + step);
    return;
  }
  choose(places[next]);
  desk.goTo(sheet.index, places[next].area);
}

// ---- switches ----------------------------------------------------------------------------

async function flip(name) {
  on[name] = !on[name];
  if (name === "difference" && on.difference) on.compare = true;
  if (name === "compare" && !on.compare) on.difference = false;
  for (const guide of ["trim", "bleed", "grid", "margins"]) document.body.toggleAttribute(`data-${guide}`, on[guide]);
  pressed();
  if (name === "compare" || name === "difference") {
    desk.showDifference(on.difference);
    if (on.compare) await compare();
    else desk.showChanges([]);
  }
}

async function compare() {
  const found = await (await fetch("/compare")).json();
  if (found.problem) tell(`${found.problem.code} ${pick(found.problem.message)}`);
  else {
    const changed = found.pages.filter((page) => page.change !== "same").length;
    tell(say("compared", { file: found.file, changed }));
  }
  desk.showChanges(on.compare ? found.pages : []);
}

function pressed() {
  for (const button of document.querySelectorAll("[data-switch]")) button.setAttribute("aria-pressed", String(on[button.dataset.switch]));
  for (const button of document.querySelectorAll("button[data-view]")) {
    button.setAttribute("role", "radio");
    button.setAttribute("aria-checked", String(button.dataset.view === document.body.dataset.view));
  }
}

function setView(name) {
  desk.setView(name);
  pressed();
}

function changeLanguage() {
  setLanguage(chosenLanguage() === "zh" ? "en" : "zh");
  localStorage.setItem("typeset-language", chosenLanguage());
  panels();
}

function changeTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const root = document.documentElement;
  const now = root.dataset.theme ?? (dark ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  localStorage.setItem("typeset-theme", root.dataset.theme);
}

function showHelp() {
  const rows = [["→ j / ← k", "keyNext"], ["Home / End", "keyEnds"], ["p / P", "keyPlace"], ["Enter", "keyOpen"],
    ["d", "keyFound"], ["g", "keyContents"], ["Esc", "keyPages"], ["1", "spreads"], ["2", "single"], ["3", "thumbnails"],
    ["+", "zoomIn"], ["-", "zoomOut"], ["0", "fit"], ["t", "trim"], ["b", "bleed"], ["l", "grid"], ["m", "margins"],
    ["c", "compare"], ["x", "difference"], ["y", "keyLanguage"], ["n", "theme"]];
  document.querySelector("#keys dl").replaceChildren(...rows.flatMap(([key, name]) => {
    const term = document.createElement("dt");
    const says = document.createElement("dd");
    const kbd = document.createElement("kbd");
    kbd.textContent = key;
    term.append(kbd);
    says.textContent = say(name);
    return [term, says];
  }));
  $("keys").showModal();
}

// ---- keys --------------------------------------------------------------------------------

const focusFirst = (selector) => (document.querySelector(selector) ?? $("desk")).focus();
const KEYS = {
  ArrowRight: () => desk.goTo(desk.current + 1), j: () => desk.goTo(desk.current + 1),
  ArrowLeft: () => desk.goTo(desk.current - 1), k: () => desk.goTo(desk.current - 1),
  Home: () => desk.goTo(0), End: () => desk.goTo(desk.sheets.length - 1),
  p: () => stepPlace(1), P: () => stepPlace(-1), Enter: openChosen,
  d: () => focusFirst("#banner:not([hidden]) button, #found button"), g: () => focusFirst("#contents button"),
  Escape: () => $("desk").focus(),
  1: () => setView("spreads"), 2: () => setView("single"), 3: () => setView("thumbnails"),
  "+": () => desk.setZoom("in"), "=": () => desk.setZoom("in"), "-": () => desk.setZoom("out"), 0: () => desk.setZoom("fit"),
  t: () => flip("trim"), b: () => flip("bleed"), l: () => flip("grid"), m: () => flip("margins"),
  c: () => flip("compare"), x: () => flip("difference"), y: changeLanguage, n: changeTheme, "?": showHelp,
};

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
  const isButton = event.target.matches("button, a");
  if (isButton && event.key === "Enter") return;  // it presses the button
  if (isButton && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    const buttons = [...(event.target.closest("ol, header")?.querySelectorAll("button") ?? [])];
    buttons[buttons.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    event.preventDefault();
    return;
  }
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function start() {
  const theme = localStorage.getItem("typeset-theme");
  if (theme) document.documentElement.dataset.theme = theme;
  setLanguage(localStorage.getItem("typeset-language") ?? "zh");
  setView("spreads");
  document.addEventListener("keydown", press);
  addEventListener("resize", () => desk.resize());
  $("desk").addEventListener("scroll", () => requestAnimationFrame(desk.followScroll));
  $("desk").addEventListener("turned", ({ detail }) => markContents(detail.index));
  $("sheets").addEventListener("click", async (event) => {
    const found = await desk.placeAt(event);
    if (!found) return;
    choose(found.place);
    desk.mark(found.sheet, found.place?.area);
  });
  $("sheets").addEventListener("dblclick", openChosen);
  $("open").addEventListener("click", openChosen);
  $("language").addEventListener("click", changeLanguage);
  $("theme").addEventListener("click", changeTheme);
  $("help").addEventListener("click", showHelp);
  document.querySelector("#keys button").addEventListener("click", () => $("keys").close());
  for (const button of document.querySelectorAll("[data-switch]")) button.addEventListener("click", () => flip(button.dataset.switch));
  for (const button of document.querySelectorAll("button[data-view]")) button.addEventListener("click", () => setView(button.dataset.view));
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => desk.setZoom(button.dataset.zoom));
  $("desk").focus();
  listen();
}

start();
