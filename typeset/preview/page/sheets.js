// The pages: one sheet each, of which only those in sight have their picture fetched.

import { say } from "./words.js";

const desk = document.getElementById("desk");
const holder = document.getElementById("sheets");
const RESOLUTIONS = [36, 54, 72, 96, 120, 150, 192, 240, 300, 400, 600];
const ZOOMS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

export const sheets = [];
let zoom = "fit";
let view = "spreads";
let differs = false;

const inSight = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    entry.target.sheet.isInSight = entry.isIntersecting;
    if (entry.isIntersecting) draw(entry.target.sheet);
  }
}, { root: desk, rootMargin: "25%" });

// ---- what is shown ---------------------------------------------------------------------

export function show(pages, grid) {
  const measure = () => `${sheets.length} ${sheets[0]?.page.size}`;
  const before = measure();
  while (sheets.length > pages.length) remove(sheets.pop());
  pages.forEach((page, index) => {
    const sheet = sheets[index] ?? (sheets[index] = makeSheet(index));
    const told = JSON.stringify([page, grid]);
    if (sheet.told !== told) update(sheet, page, grid);
    sheet.told = told;
  });
  if (measure() !== before) resize();
}

function makeSheet(index) {
  const figure = document.createElement("figure");
  figure.className = "sheet";
  figure.innerHTML = '<div class="paper"><img class="page" alt=""><div class="guide grid"></div>'
    + '<div class="guide margins"></div><div class="guide trim"></div></div><figcaption></figcaption>';
  const sheet = { index, figure, key: null, page: null, places: null, isInSight: false, drawn: "" };
  figure.sheet = sheet;
  figure.style.gridColumn = "auto";
  holder.append(figure);
  inSight.observe(figure);
  return sheet;
}

function remove(sheet) {
  inSight.unobserve(sheet.figure);
  sheet.figure.remove();
}

function update(sheet, page, grid) {
  const isNew = sheet.key !== page.key;
  Object.assign(sheet, { key: page.key, page });
  const { figure } = sheet;
  figure.dataset.key = page.key;
  figure.setAttribute("aria-label", `${page.label}`);
  figure.querySelector("figcaption").textContent = page.label;
  const [top, right, bottom, left] = page.margins;
  const values = { width: page.size[0], height: page.size[1], bleed: page.bleed, top, right, bottom, left,
    "line-px": grid.line, "em-px": grid.em };
  for (const [name, value] of Object.entries(values)) figure.style.setProperty(`--${name}`, value);
  if (isNew) {
    sheet.places = null;
    figure.querySelector(".mark")?.remove();
    if (sheet.isInSight) draw(sheet);
  }
}

// The picture that is there stays until the new one has come.
async function draw(sheet) {
  const resolution = wantedResolution();
  const name = `${sheet.key}/${resolution}`;
  const image = sheet.figure.querySelector("img.page");
  if (sheet.drawn !== name && sheet.wanted !== name) {
    sheet.wanted = name;
    const next = new Image();
    next.className = "page";
    next.alt = `${say("page")} ${sheet.page.label}`;
    next.src = `/pages/${name}.png`;
    try {
      await next.decode();
    } catch {
      if (sheet.wanted === name) sheet.wanted = "";  // gone meanwhile: the next event tells
      return;
    }
    if (sheet.wanted !== name) return;
    sheet.drawn = name;
    next.dataset.key = name.split("/")[0];
    (sheet.figure.querySelector("img.page") ?? image).replaceWith(next);
  }
  drawDifference(sheet);
}

function drawDifference(sheet) {
  const there = sheet.figure.querySelector("img.difference");
  const isWanted = differs && ["changed", "new", "moved"].includes(sheet.figure.dataset.change);
  if (!isWanted) {
    there?.remove();
    return;
  }
  const source = `/difference/${sheet.key}/${wantedResolution()}.png`;
  if (there?.getAttribute("src") === source) return;
  const image = there ?? document.createElement("img");
  image.className = "difference";
  image.alt = say("difference");
  image.src = source;
  if (!there) sheet.figure.querySelector(".paper").append(image);
}

function wantedResolution() {
  const exact = 96 * currentZoom() * (window.devicePixelRatio || 1);
  return RESOLUTIONS.find((each) => each >= exact - 1) ?? RESOLUTIONS.at(-1);
}

// ---- size --------------------------------------------------------------------------------

export function currentZoom() {
  if (view === "thumbnails") return typeof zoom === "number" ? zoom * 0.2 : 0.2;
  if (typeof zoom === "number") return zoom;
  const page = sheets[0]?.page;
  if (!page) return 1;
  const across = view === "spreads" ? 2 : 1;
  return Math.max(0.1, Math.min((desk.clientHeight - 60) / page.size[1], (desk.clientWidth - 60) / (across * page.size[0])));
}

export function resize() {
  const factor = currentZoom();
  holder.style.setProperty("--zoom", factor);
  document.getElementById("zoom").value = `${Math.round(100 * factor)} %`;
  for (const { figure, index } of sheets) {
    figure.style.gridColumn = view === "spreads" ? (index % 2 ? 1 : 2) : "auto";
    figure.style.gridRow = view === "spreads" ? Math.floor((index + 1) / 2) + 1 : "auto";
  }
  for (const sheet of sheets) if (sheet.isInSight) draw(sheet);
}

export function setZoom(step) {
  if (step === "fit") zoom = "fit";
  else {
    const now = typeof zoom === "number" ? zoom : currentZoom();
    zoom = step === "in" ? ZOOMS.find((each) => each > now + 0.01) ?? ZOOMS.at(-1)
      : ZOOMS.findLast((each) => each < now - 0.01) ?? ZOOMS[0];
  }
  keepPlace(resize);
}

export function setView(name) {
  view = name;
  document.body.dataset.view = name;
  keepPlace(resize);
}

function keepPlace(change) {
  const here = current;
  change();
  sheets[here]?.figure.scrollIntoView({ block: "start" });
}

// ---- the current page --------------------------------------------------------------------

export let current = 0;

export function goTo(index, area = null) {
  const sheet = sheets[Math.max(0, Math.min(index, sheets.length - 1))];
  if (!sheet) return;
  setCurrent(sheet.index);
  sheet.figure.scrollIntoView({ block: area ? "nearest" : "start" });
  mark(sheet, area);
  if (area) sheet.figure.querySelector(".mark").scrollIntoView({ block: "center", inline: "nearest" });
}

export function mark(sheet, area) {
  for (const each of holder.querySelectorAll(".mark")) each.remove();
  if (!area) return;
  const frame = document.createElement("div");
  frame.className = "mark";
  ["left", "top", "width", "height"].forEach((side, at) => {
    frame.style[side] = `calc(${area[at]} * var(--zoom) * 1px)`;
  });
  sheet.figure.querySelector(".paper").append(frame);
}

function setCurrent(index) {
  sheets[current]?.figure.removeAttribute("aria-current");
  current = index;
  sheets[index].figure.setAttribute("aria-current", "true");
  desk.dispatchEvent(new CustomEvent("turned", { detail: sheets[index] }));
}

// The page in the middle of the desk is the current one, unless the current one is in sight.
export function followScroll() {
  const frame = desk.getBoundingClientRect();
  const middle = frame.top + frame.height / 2;
  const seen = sheets[current]?.figure.getBoundingClientRect();
  if (seen && seen.top < middle && seen.bottom > middle) return;
  const nearest = sheets.find(({ figure }) => figure.getBoundingClientRect().bottom > middle);
  if (nearest && nearest.index !== current) setCurrent(nearest.index);
}

// ---- places ------------------------------------------------------------------------------

export async function placesOf(sheet) {
  if (!sheet.places) {
    const answer = await fetch(`/pages/${sheet.key}/places`);
    sheet.places = answer.ok ? await answer.json() : [];
  }
  return sheet.places;
}

export async function placeAt(event) {
  const figure = event.target.closest?.(".sheet");
  if (!figure) return null;
  const sheet = figure.sheet;
  const frame = figure.querySelector(".paper").getBoundingClientRect();
  const x = (event.clientX - frame.left) / currentZoom();
  const y = (event.clientY - frame.top) / currentZoom();
  setCurrent(sheet.index);
  const place = (await placesOf(sheet)).findLast(({ area: [left, top, width, height] }) =>
    left <= x && x <= left + width && top <= y && y <= top + height);
  return { sheet, place: place ?? null };
}

// ---- comparing ---------------------------------------------------------------------------

export function showChanges(pages) {
  const changes = new Map(pages.map((page) => [String(page.key), page.change]));
  for (const sheet of sheets) {
    const change = changes.get(String(sheet.key)) ?? "";
    sheet.figure.dataset.change = change;
    sheet.figure.querySelector("figcaption").dataset.said = change && say(change);
    if (sheet.isInSight) drawDifference(sheet);
  }
}

export function showDifference(isOn) {
  differs = isOn;
  for (const sheet of sheets) if (sheet.isInSight) drawDifference(sheet);
}
