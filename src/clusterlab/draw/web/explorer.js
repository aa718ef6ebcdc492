/* The page on which a planner moves the weights: scores, map and table follow at once. */
clusterlab.explorer = (function () {
  "use strict";

  var ROWS = 20, SAID_AFTER_MS = 500;
  var element = clusterlab.element, controls = clusterlab.controls;
  var written = clusterlab.written;
  var fill = written.fill, grouped = written.grouped, short = written.short, listed = written.listed;

  /* id: of the element; data: as draw/explorer.py writes it. */
  function explorer(id, data) {
    var root = document.getElementById(id), words = data.words, count = data.names.length;
    var names = data.criteria.map(function (c) { return c.name; });
    var labels = data.criteria.map(function (c) { return c.label; });
    var keys = data.scenarios.map(function (s) { return s.key; });
    var titles = data.scenarios.map(function (s) { return s.title; });
    var state = {weights: data.weights.slice(), scenario: 0, search: "", all: false};
    var ranking = clusterlab.ranking(data), bands = ranking.bands, now = null, before = null, saying = 0;

    function part(name) { return root.querySelector(".cl-x-" + name); }

    /* How a site's rank moved against today: arrow, number and word. */
    function change(site) {
      var steps = before ? ranking.steps(before, now, site) : undefined, up = steps > 0;
      if (steps === undefined) { return {text: "", way: ""}; }
      if (steps === null) { return {text: words.change_new, way: "cl-x-new"}; }
      if (!steps) { return {text: words.change_same, way: "cl-x-same"}; }
      return {
        text: fill(up ? words.change_up : words.change_down, {count: grouped(Math.abs(steps))}),
        way: up ? "cl-x-up" : "cl-x-down"
      };
    }

    function entry(site) {
      var k = now.base.place[site];
      if (k === undefined) {
        return {site: site, name: data.names[site], note: words.dropped_mark, rank: "–", score: "–", exact: "",
          change: "", way: "", parts: labels.map(function () { return 0; }), told: words.dropped_mark, best: false};
      }
      var moved = change(site), given = now.parts(k);
      return {
        site: site, name: data.names[site], note: data.notes[site], rank: grouped(now.ranks[k]),
        score: short(now.score[k]), exact: now.score[k], change: moved.text, way: moved.way, parts: given,
        told: given.map(function (v, j) { return labels[j] + " " + short(v); }).join("; "),
        best: now.ranks[k] <= data.top
      };
    }

    function describe(site) {
      var box = element("div", "cl-popup cl-x-popup"), list = element("dl");
      box.appendChild(element("h3", "", data.names[site]));
      box.appendChild(element("p", "cl-second", [data.ids[site], data.notes[site]].filter(Boolean).join(" · ")));
      var k = now ? now.base.place[site] : undefined;
      if (k === undefined) {
        box.appendChild(element("p", "", now ? words.dropped_mark : words.zero));
        return box;
      }
      box.appendChild(element("p", "cl-x-place", fill(words.place_score, {
        rank: grouped(now.ranks[k]), score: short(now.score[k])
      }) + (before ? " · " + change(site).text : "")));
      var raw = ranking.columns(state.scenario);
      now.parts(k).forEach(function (value, j) {
        var own = raw[j][site], unit = data.criteria[j].unit;
        list.appendChild(element("dt", "", labels[j]));
        var text = own === null ? words["filled_" + data.missing] : (written.value(own) + " " + unit).trim();
        var line = element("dd", "", short(value));
        line.appendChild(element("small", "", " (" + text + ")"));
        list.appendChild(line);
      });
      box.appendChild(list);
      return box;
    }

    function paint() {
      var shades = data.names.map(function () { return null; }), best = [];
      if (now) {
        now.base.kept.forEach(function (site, k) { shades[site] = bands - 1 - now.band(k); });
        best = now.order.slice(0, data.top).map(function (k) {
          return {site: now.base.kept[k], rank: now.ranks[k]};
        });
      }
      map.paint(shades, best);
      clusterlab.legend(part("legend"), now, data);
    }

    function tabulate() {
      var sites = now ? now.order.map(function (k) { return now.base.kept[k]; }).concat(now.base.dropped) : [];
      var wanted = state.search.normalize("NFC").toLowerCase();
      if (wanted) {
        sites = sites.filter(function (site) {
          return (data.names[site] + " " + data.ids[site]).normalize("NFC").toLowerCase().indexOf(wanted) >= 0;
        });
      }
      var shown = state.all ? sites.length : Math.min(ROWS, sites.length);
      var most = !now ? 0 : now.shares.reduce(function (m, w, j) { return Math.max(m, w * now.base.most[j]); }, 0);
      var below = data.criteria.some(function (c) { return c.scaling === "z-score"; });
      root.classList.toggle("cl-x-compared", Boolean(before));
      root.classList.toggle("cl-x-all", state.all);
      table.show(shown, function (i) { return entry(sites[i]); }, {most: most, signed: below});
      more.hidden = sites.length <= ROWS;
      more.textContent = state.all ? fill(words.show_less, {count: ROWS}) : fill(words.show_all, {count: grouped(sites.length)});
      part("more").textContent = !now ? "" : !sites.length ? words.none_found :
        fill(words.shown, {shown: grouped(shown), count: grouped(count)});
    }

    /* What was done about missing values and criteria that do not tell sites apart. */
    function remark() {
      var box = part("notes"), base = ranking.scale(state.scenario), lines = [];
      if (base.refused === undefined) {
        if (base.constant.length) {
          lines.push(fill(words.constant, {names: listed(base.constant.map(function (j) { return labels[j]; }), words)}));
        }
        if (base.filled.length) {
          var seen = labels.filter(function (_, j) { return base.filled.some(function (f) { return f[0] === j; }); });
          lines.push(fill(words["note_" + data.missing], {
            count: grouped(base.filled.length), names: listed(seen, words)
          }));
        }
        if (base.dropped.length) {
          lines.push(fill(words.note_drop, {
            count: grouped(base.dropped.length),
            names: listed(base.dropped.map(function (i) { return data.names[i]; }), words)
          }));
        }
      }
      if (data.unplaced) { lines.push(fill(words.unplaced, {count: grouped(data.unplaced)})); }
      box.textContent = "";
      lines.forEach(function (line) { box.appendChild(element("p", "", line)); });
    }

    function summarise(shares) {
      var base = ranking.scale(state.scenario), text;
      if (!shares) { text = words.zero; }
      else if (base.refused !== undefined) { text = fill(words.refused, {name: labels[base.refused]}); }
      else {
        var firsts = now.order.slice(0, 3).map(function (k) {
          return fill(words.place, {
            rank: grouped(now.ranks[k]), name: data.names[now.base.kept[k]], score: short(now.score[k])
          });
        });
        text = (titles.length > 1 ? titles[state.scenario] + " – " : "") + firsts.join(" · ");
      }
      part("summary").textContent = text;
      part("weights").textContent = words.weights_now + " " + labels.map(function (label, j) {
        return j + 1 + " " + label + " " + (shares ? (shares[j] * 100).toFixed(1) + "%" : "–");
      }).join(" · ");
    }

    /* While a slider moves, a screen reader would never come to the end of a sentence. */
    function speak() {
      window.clearTimeout(saying);
      saying = window.setTimeout(function () {
        part("said").textContent = part("summary").textContent;
      }, SAID_AFTER_MS);
    }

    function update() {
      var shares = clusterlab.scores.shares(state.weights);
      now = ranking.rank(state.scenario, shares);
      before = state.scenario ? ranking.rank(0, shares) : null;
      sliders.set(state.weights, shares);
      switches.set(state.scenario);
      remark();
      summarise(shares);
      paint();
      tabulate();
      link.field.value = address();
    }

    function tell(text) { part("message").textContent = text; }

    function address() {
      return location.href.split("#")[0] + clusterlab.choice.fragment(names, state.weights, keys[state.scenario]);
    }

    /* Take over what the link asks for, and say what of it could not be used. */
    function follow() {
      var asked = clusterlab.choice.read(location.hash, names, keys), said = [];
      if (!asked) { return; }
      if (asked.weights) { state.weights = asked.weights; }
      if (asked.scenario !== null) { state.scenario = asked.scenario; }
      if (asked.unknown.length) { said.push(fill(words.link_unknown, {names: listed(asked.unknown, words)})); }
      if (asked.bad.length) { said.push(fill(words.link_bad, {names: listed(asked.bad, words)})); }
      if (asked.weights && asked.absent.length) {
        said.push(fill(words.link_absent, {names: listed(asked.absent.map(function (j) { return labels[j]; }), words)}));
      }
      if (asked.unknownScenario !== null) { said.push(fill(words.link_scenario, {name: asked.unknownScenario})); }
      tell(said.join(" "));
      update();
      root.scrollIntoView();
    }

    function choose(weights, scenario) {
      state.weights = weights;
      if (scenario !== undefined) { state.scenario = scenario; }
      tell("");
      update();
      speak();
    }

    root.classList.add("cl-x-live");
    Array.prototype.forEach.call(root.querySelectorAll("[hidden]"), function (node) { node.hidden = false; });
    var switches = controls.scenarios(id, titles, words.scenario, function (s) { choose(state.weights, s); });
    var sliders = controls.weights(id, data.criteria, words, function (j, weight) {
      var weights = state.weights.slice();
      weights[j] = weight;
      choose(weights);
    }, tell);
    var box = controls.group(words.weights), presets = element("div", "cl-x-presets");
    var equal = names.map(function () { return 1 / names.length; });
    presets.appendChild(controls.button(words.given, function () { choose(data.weights.slice()); }));
    presets.appendChild(controls.button(words.equal, function () { choose(equal.slice()); }));
    presets.appendChild(controls.button(words.reset, function () {
      state.search = find.value = "";
      state.all = false;
      choose(data.weights.slice(), 0);
    }));
    box.appendChild(element("p", "cl-x-hint", words.hint));
    box.appendChild(presets);
    box.appendChild(sliders.box);
    if (switches.box) { part("controls").appendChild(switches.box); }
    part("controls").appendChild(box);

    var find = element("input"), finder = element("label"), more = controls.button("", function () {
      state.all = !state.all;
      tabulate();
    });
    find.type = "search";
    find.addEventListener("input", function () { state.search = find.value.trim(); tabulate(); });
    finder.appendChild(element("span", "", words.search));
    finder.appendChild(find);
    part("find").appendChild(finder);
    part("find").appendChild(more);

    var take = controls.group(words.take), link = controls.copyable(words.link, "", words, tell);
    link.box.lastChild.addEventListener("click", function () {
      /* Pages without an address of their own, as in a notebook, keep theirs. */
      try { history.replaceState(null, "", address()); } catch (error) { tell(words.copy_by_hand); }
    });
    take.appendChild(link.box);
    take.appendChild(controls.button(words.save, function () {
      var text = clusterlab.choice.file(data.about, names, state.weights, keys[state.scenario]);
      clusterlab.choice.save("weights.json", text);
      tell(words.saved);
    }));
    take.appendChild(controls.copyable(words.command, data.command, words, tell).box);
    part("take").appendChild(take);

    var map = clusterlab.siteMap(id + "-map", data, describe);
    var table = clusterlab.siteTable(part("table"), {
      rank: words.rank, name: words.name, score: words.score, change: words.change, parts: words.parts
    }, labels, function (site) {
      if (!map.open(site)) { tell(fill(words.no_place, {name: data.names[site]})); return; }
      map.chart.getContainer().scrollIntoView({block: "nearest"});
    });
    /* Whoever opened a popup from the table is not in the map when he wants it closed. */
    root.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { map.chart.closePopup(); }
    });
    update();
    follow();
    window.addEventListener("hashchange", follow);

    /* For those who check: what the page shows, unrounded. */
    root.clusterlab = {
      sites: function () {
        return now && now.order.map(function (k) {
          var site = now.base.kept[k];
          return {id: data.ids[site], score: now.score[k], rank: now.ranks[k], band: now.band(k), parts: now.parts(k)};
        });
      },
      choose: choose,
      map: map
    };
  }

  return explorer;
})();
