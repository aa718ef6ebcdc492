"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("reports").textContent);
  const runs = JSON.parse($("runs").textContent);
  const { langs, kinds, places } = data;
  const CHUNK = 40;
  const STATES = ["changed", "failed", "altered"];
  const make = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) if (value !== undefined && value !== "") node.setAttribute(name, value);
    node.append(...children.filter((child) => child !== ""));
    return node;
  };
  const say = (key, values = {}) =>
    (data.words[state.lang][key] || key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const anchor = (slug, kind, lang) => (lang === data.first ? "" : `${lang}-`) + `${slug}-${kind}`;
  // A report: its place, kind and language by position, and what stands in its cell.
  const reports = data.reports.map((row, at) => {
    const [place, kind, lang, headline, asOf, ok, none, map, altered, path] = row;
    const [slug, name, code] = [places[place][0], kinds[kind][0], langs[lang]];
    const usual = (code === data.first ? "" : `${code}/`) + `${slug}/${name}`;
    const [started, seconds, count, cause, changes, failure] = runs.rows[at];
    const address = (path || usual).split("/").map(encodeURIComponent).join("/");
    return { at, place, kind, lang, headline, asOf, ok, none, map, altered, address, id: path ? path.replace(/\//g, "-") : anchor(slug, name, code), started, seconds, count, cause, changes, failure };
  });
  const byId = new Map(reports.map((one) => [one.id, one]));
  const byPlace = places.map(() => new Map());
  for (const one of reports) {
    const cells = byPlace[one.place];
    if (!cells.has(one.kind)) cells.set(one.kind, []);
    cells.get(one.kind)[one.lang] = one;
  }
  const seen = new Set(reports.map((one) => one.kind));
  const columns = kinds.map((_, at) => at).filter((at) => seen.has(at) && kinds[at][1] === "cluster");
  const state = { lang: langs[0], q: "", place: "", kind: "", state: "" };

  const nameOf = (place) => places[place][1][state.lang] || Object.values(places[place][1])[0] || places[place][0];
  const titleOf = (kind) => kinds[kind][2][state.lang] || kinds[kind][0];
  // Of a report that this language lacks, the one in another language stands in.
  const shownOf = (place, kind) => {
    const found = byPlace[place].get(kind);
    return found && (found[langs.indexOf(state.lang)] || found.find(Boolean));
  };
  const is = { changed: (one) => one.count > 0, failed: (one) => one.failure, altered: (one) => one.altered };
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const fits = (one, words) => {
    if (state.kind !== "" && one.kind !== Number(state.kind)) return false;
    if (state.state && !is[state.state](one)) return false;
    if (!words.length) return true;
    const text = plain([...Object.values(places[one.place][1]), places[one.place][0], titleOf(one.kind), one.headline || ""].join(" "));
    return words.every((word) => text.includes(word));
  };

  const cell = (one, tag) => {
    const lang = langs[one.lang];
    const head = make("a", { href: `${one.address}/report.html`, lang }, one.headline || say(one.headline === "" ? "silent" : "open"));
    const foot = make("span", { class: "foot" });
    for (const key of STATES) if (is[key](one)) foot.append(make("span", { class: "badge", title: key === "failed" ? one.failure.join(": ") : key === "altered" ? one.altered : why(one) }, say(key)));
    if (lang !== state.lang) foot.append(say("only", { language: say(`in_${lang}`) }), " · ");
    foot.append(say("as_of", { date: one.asOf }));
    if (one.map) foot.append(" · ", make("a", { href: `${one.address}/map.html` }, say("map")));
    return make(tag, { class: "cell", id: one.id, ...(tag === "td" ? { role: "cell" } : {}) }, make("span", { class: "label" }, titleOf(one.kind)), head, foot);
  };
  const row = ({ place, cells }) => {
    const name = make("th", { scope: "row", role: "rowheader", id: `place-${places[place][0]}` }, nameOf(place));
    return make("tr", { role: "row" }, name, ...visible().map((kind) => {
      const one = cells.get(kind);
      if (one) return cell(one, "td");
      const id = anchor(places[place][0], kinds[kind][0], state.lang);
      if (shownOf(place, kind)) return make("td", { class: "cell empty", role: "cell" });
      const link = make("a", { class: "none", href: `#${id}`, "aria-label": say("unmade_short", { kind: titleOf(kind) }) }, "–");
      return make("td", { class: "cell empty", role: "cell", id }, link);
    }));
  };
  const visible = () => (state.kind === "" ? columns : columns.filter((kind) => kind === Number(state.kind)));

  let list = [];
  let drawn = 0;
  const body = document.querySelector("#matrix tbody");
  const draw = (upto) => {
    const part = list.slice(drawn, upto);
    body.append(...part.map(row));
    drawn += part.length;
    $("more").hidden = drawn >= list.length;
    $("more").textContent = say("more", { count: list.length - drawn });
  };
  const refresh = () => {
    const words = plain(state.q).split(/\s+/).filter(Boolean);
    const wanted = state.place && state.place.split(",").map(Number);
    const across = [];
    list = [];
    let count = 0;
    for (const place of wanted || places.keys()) {
      if (!byPlace[place]) continue;
      const cells = new Map();
      for (const kind of byPlace[place].keys()) {
        const one = shownOf(place, kind);
        if (fits(one, words)) cells.set(kind, one);
      }
      count += cells.size;
      if (columns.some((kind) => cells.has(kind))) list.push({ place, cells });
      for (const [kind, one] of cells) if (!columns.includes(kind)) across.push(one);
    }
    $("across").replaceChildren(...across.slice(0, 12).map((one) => cell(one, "div")));
    const heads = ["place", ...visible()].map((kind) => make("th", { scope: "col", role: "columnheader" }, kind === "place" ? say("place") : titleOf(kind)));
    document.querySelector("#matrix thead tr").replaceChildren(...heads);
    body.replaceChildren();
    drawn = 0;
    draw(CHUNK);
    $("matrix").hidden = !list.length;
    $("count").textContent = count ? say("count", { count: count.toLocaleString(state.lang), places: (list.length || 1).toLocaleString(state.lang) }) : say(reports.length ? "nothing" : "empty");
  };

  const why = (one) => {
    const found = runs.causes[one.cause];
    if (!found) return one.count ? say("unexplained") : "";
    const rows = (key) => (key === "data" ? found.data : found[key].map(([name, a, b]) => `${name} ${a || "–"} → ${b || "–"}`));
    return ["data", "parameters", "software", "notebook"].filter((key) => found[key]).map((key) => (key === "notebook" ? say(key) : `${say(key)}: ${rows(key).join(", ")}`)).join("; ");
  };
  let logged = 0;
  const log = () => {
    const part = reports.slice(logged, logged + 100);
    logged += part.length;
    document.querySelector("#log tbody").append(...part.map((one) => {
      const told = make("td", {}, one.count === null ? say("first") : one.count ? say("numbers", { count: one.count }) : say("same"));
      if (one.changes.length) told.append(make("ul", { class: "changes" }, ...one.changes.map(([what, scope, before, after, unit]) => make("li", {}, `${what} (${scope}): ${before} → ${after} ${unit}`))));
      if (why(one)) told.append(make("p", { class: "why" }, why(one)));
      if (one.failure) told.append(make("p", { class: "warning" }, `${say("failed")} ${one.failure.join(": ")}`));
      const link = make("a", { href: `${one.address}/report.html` }, `${nameOf(one.place)} · ${titleOf(one.kind)}`);
      return make("tr", { lang: langs[one.lang] }, make("th", { scope: "row" }, link), make("td", {}, one.started), make("td", {}, String(one.seconds)), told);
    }));
    const button = document.querySelector("#log button");
    button.hidden = logged >= reports.length;
    button.textContent = say("more", { count: reports.length - logged });
  };

  // What the page shows is in its link, so that it can be handed on.
  const keep = () => {
    const given = new URLSearchParams({ lang: state.lang });
    for (const key of ["q", "place", "kind", "state"]) if (state[key]) given.set(key, state[key]);
    try { history.replaceState(null, "", `#${given}`); } catch { /* Some browsers refuse it for files. */ }
  };
  const options = (id, rows) => {
    $(id).replaceChildren(...rows.map(([value, text]) => make("option", { value: String(value) }, text)));
    $(id).options[0].value = "";
    $(id).value = state[id];
  };
  const choose = (lang) => {
    state.lang = langs.includes(lang) ? lang : langs[0];
    document.documentElement.lang = state.lang;
    document.querySelectorAll("[data-l]").forEach((node) => {
      const here = node.dataset.l === state.lang;
      if (node.tagName === "tspan") node.style.display = here || (node.parentNode.children.length === 1) ? "inline" : "none";
      else node.hidden = !here;
    });
    document.querySelectorAll("[data-lang]").forEach((node) => node.setAttribute("aria-pressed", String(node.dataset.lang === state.lang)));
    options("kind", [["", say("all")], ...kinds.map((_, at) => [at, titleOf(at)]).filter(([at]) => seen.has(at))]);
    options("state", [["", say("all")], ...STATES.map((key) => [key, say(key)])]);
    options("place", [["", say("all")]]);
    setTimeout(() => options("place", [["", say("all")], ...places.map((_, at) => [at, nameOf(at)])]), 0);
    $("told").hidden = true;
    logged = 0;
    document.querySelector("#log tbody").replaceChildren();
    if ($("log").open) log();
    refresh();
  };
  const reach = (place) => {
    const at = list.findIndex((one) => one.place === place);
    if (at < 0 || at > 300) { Object.assign(state, { q: "", kind: "", state: "", place: String(place) }); $("q").value = ""; choose(state.lang); }
    else draw(Math.max(drawn, at + 1));
    mark(`place-${places[place][0]}`);
  };
  const mark = (id) => {
    document.querySelectorAll(".wanted").forEach((node) => node.classList.remove("wanted"));
    const node = $(id);
    if (!node) return;
    node.classList.add("wanted");
    node.scrollIntoView({ block: "center" });
  };
  // Reports link to one another through here: lead on, or say what is missing and how to make it.
  const unmade = (id) => {
    const lang = langs.find((one) => one !== data.first && id.startsWith(`${one}-`)) || data.first;
    const rest = lang === data.first ? id : id.slice(lang.length + 1);
    const kind = kinds.findIndex(([name]) => rest.endsWith(`-${name}`));
    const slug = kind < 0 ? "" : rest.slice(0, -kinds[kind][0].length - 1);
    choose(lang);
    const told = $("told");
    const whole = /^[a-z][\w-]*$/.test(slug);
    const place = places.findIndex((one) => one[0] === slug);
    if (!whole) told.replaceChildren(say("lost"));
    else {
      const about = kinds[kind][1] === "cluster" ? ` ${slug}` : "";
      const command = `clusterlab report${about} --notebook ${kinds[kind][0]} --lang ${lang}`;
      told.replaceChildren(say("unmade", { place: place < 0 ? slug : nameOf(place), kind: titleOf(kind) }), " ", say("to_make"), make("code", {}, command));
      const other = place >= 0 && (byPlace[place].get(kind) || []).find(Boolean);
      if (other) told.append(make("a", { href: `${other.address}/report.html` }, say("instead", { language: say(`in_${langs[other.lang]}`) })));
      if (place >= 0) { reach(place); if ($(id)) mark(id); else if (other) mark(other.id); }
    }
    told.hidden = false;
    const show = () => told.scrollIntoView({ block: "center" });
    show();
    // The browser goes to the cell that the link names once the page is loaded.
    if (document.readyState !== "complete") window.addEventListener("load", () => setTimeout(show, 0));
    told.focus({ preventScroll: true });
  };
  const route = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { id = location.hash.slice(1); }
    const found = byId.get(id);
    if (found) return location.replace(`${found.address}/report.html`);
    if (id.startsWith("place-")) {
      const place = places.findIndex((one) => one[0] === id.slice(6));
      return place < 0 ? undefined : reach(place);
    }
    if (/^(lang|q|place|kind|state)=/.test(id) || (id === "" && location.search)) {
      const given = new URLSearchParams(id || location.search);
      for (const key of ["q", "place", "kind", "state"]) state[key] = given.get(key) || "";
      if (!/^\d*(,\d+)*$/.test(state.place)) state.place = "";
      if (!seen.has(Number(state.kind))) state.kind = "";
      if (!STATES.includes(state.state)) state.state = "";
      $("q").value = state.q;
      return choose(given.get("lang") || state.lang);
    }
    return id && !$(id) ? unmade(id) : undefined;
  };

  document.body.classList.add("scripted");
  for (const node of [$("langs"), $("all"), $("log"), ...document.querySelectorAll("[data-state]")]) node.hidden = false;
  $("langs").addEventListener("click", (event) => { if (event.target.dataset.lang) { choose(event.target.dataset.lang); keep(); } });
  document.querySelectorAll("[data-state]").forEach((node) => node.addEventListener("click", () => { state.state = node.dataset.state; $("state").value = state.state; refresh(); keep(); $("all").scrollIntoView(); }));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("input", (event) => { state[event.target.id] = event.target.value; refresh(); keep(); });
  $("more").addEventListener("click", () => draw(drawn + 5 * CHUNK));
  document.querySelectorAll("#map a").forEach((node) => node.addEventListener("click", (event) => {
    const held = node.dataset.places.split(",");
    event.preventDefault();
    if (held.length === 1) return reach(Number(held[0]));
    state.place = node.dataset.places;
    refresh();
    keep();
    $("all").scrollIntoView();
  }));
  $("log").addEventListener("toggle", () => { if ($("log").open && !logged) log(); });
  document.querySelector("#log button").addEventListener("click", log);
  new IntersectionObserver((entries) => { if (entries.some((one) => one.isIntersecting) && drawn && drawn < list.length) draw(drawn + CHUNK); }, { rootMargin: "600px" }).observe($("more"));
  window.addEventListener("beforeprint", () => draw(500));
  window.addEventListener("hashchange", route);
  const made = langs.map((_, at) => reports.filter((one) => one.lang === at).length);
  choose(langs[made[0] ? 0 : Math.max(0, made.findIndex(Boolean))]);
  route();
})();
