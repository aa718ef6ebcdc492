/* Draws the maps of clusterlab with Leaflet: every text is set as text, never as HTML. */
var clusterlab = (function () {
  "use strict";

  var STACK_LIMIT = 20, HIT_PX = 7, STATION_LABELS_FROM = 13.5, DISTRICT_LABELS_FROM = 11;
  var INK = "#1f2a30";

  /* Shapes round a centre for a radius, as on the legend. */
  var SHAPES = {
    square: function (c, p, r) { r *= 0.9; c.rect(p.x - r, p.y - r, 2 * r, 2 * r); },
    diamond: function (c, p, r) { polygon(c, p, [[0, -r], [r, 0], [0, r], [-r, 0]]); },
    triangle: function (c, p, r) {
      polygon(c, p, [[0, -r], [r * 0.95, r * 0.7], [-r * 0.95, r * 0.7]]);
    },
    hexagon: function (c, p, r) {
      var h = r / 2, w = r * 0.87;
      polygon(c, p, [[0, -r], [w, -h], [w, h], [0, r], [-w, h], [-w, -h]]);
    },
    plus: function (c, p, r) {
      var t = r * 0.36;
      polygon(c, p, [[-t, -r], [t, -r], [t, -t], [r, -t], [r, t], [t, t], [t, r], [-t, r],
        [-t, t], [-r, t], [-r, -t], [-t, -t]]);
    },
    cross: function (c, p, r) {
      var o = r * 0.95, i = r * 0.4, t = r * 0.55;
      polygon(c, p, [[-t, -o], [0, -i], [t, -o], [o, -t], [i, 0], [o, t], [t, o], [0, i],
        [-t, o], [-o, t], [-i, 0], [-o, -t]]);
    }
  };

  function polygon(ctx, p, corners) {
    corners.forEach(function (q, i) { ctx[i ? "lineTo" : "moveTo"](p.x + q[0], p.y + q[1]); });
    ctx.closePath();
  }

  L.Canvas.include({
    _updateSymbol: function (layer) {
      if (!this._drawing || layer._empty()) { return; }
      var ctx = this._ctx, p = layer._point, o = layer.options;
      ctx.beginPath();
      if (SHAPES[o.shape]) { SHAPES[o.shape](ctx, p, o.radius); }
      else { ctx.arc(p.x, p.y, o.radius, 0, 2 * Math.PI); }
      this._fillStroke(ctx, layer);
      if (o.count >= badgesFrom(layer._map)) { badge(ctx, p.x + o.radius * 0.8, p.y - o.radius * 0.8, String(o.count)); }
    }
  });

  /* Seen from afar, labels of small numbers would hide the symbols around them. */
  function badgesFrom(chart) {
    var zoom = chart.getZoom();
    return zoom < 13 ? 10 : zoom < 14 ? 5 : zoom < 14.8 ? 3 : 2;
  }

  /* How many stand at one place, on a dark label beside the symbol. */
  function badge(ctx, x, y, text) {
    ctx.font = "700 10px Pretendard, sans-serif";
    var half = Math.max(6.5, ctx.measureText(text).width / 2 + 3.5), r = 6.5;
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.moveTo(x - half + r, y - r);
    ctx.arcTo(x + half, y - r, x + half, y + r, r);
    ctx.arcTo(x + half, y + r, x - half, y + r, r);
    ctx.arcTo(x - half, y + r, x - half, y - r, r);
    ctx.arcTo(x - half, y - r, x + half, y - r, r);
    ctx.closePath();
    ctx.fillStyle = INK;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = "#ffffff";
    ctx.stroke();
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = "#ffffff";
    ctx.fillText(text, x, y + 0.5);
  }

  var Mark = L.CircleMarker.extend({
    _updatePath: function () { this._renderer._updateSymbol(this); }
  });

  function element(tag, className, text) {
    var node = document.createElement(tag);
    if (className) { node.className = className; }
    if (text !== undefined && text !== null) { node.textContent = text; }
    return node;
  }

  function definitions(pairs) {
    var list = element("dl");
    pairs.forEach(function (pair) {
      list.appendChild(element("dt", "", pair[0]));
      list.appendChild(element("dd", "", pair[1]));
    });
    return list;
  }

  /* Whether the reader asked for less motion. */
  function still() { return window.matchMedia("(prefers-reduced-motion: reduce)").matches; }

  function map(id, settings) {
    var box = document.getElementById(id), figure = box.closest(".cl-figure");
    var panel = figure.querySelector(".cl-panel");
    var chart = L.map(box, {
      preferCanvas: true, attributionControl: false, zoomControl: false, maxZoom: settings.maxZoom,
      zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 90, scrollWheelZoom: false, trackResize: false,
      zoomAnimation: !still(), fadeAnimation: !still(),
      renderer: L.canvas({padding: 0.3, tolerance: 3})
    });
    L.control.zoom({zoomInTitle: settings.words.zoom_in, zoomOutTitle: settings.words.zoom_out})
      .addTo(chart);
    L.control.scale({imperial: false, maxWidth: 120}).addTo(chart);
    chart.clusterlab = {
      settings: settings, surfaces: {}, layers: {}, order: [], surface: settings.surface,
      figure: figure
    };
    open(chart, box, panel);
    /* The wheel scrolls the page until the map is clicked. */
    chart.on("mousedown focus", function () { chart.scrollWheelZoom.enable(); });
    box.addEventListener("mouseleave", function () { chart.scrollWheelZoom.disable(); });
    chart.on("click", function (event) { ask(chart, event); });
    chart.on("zoomend", function () { labels(chart); });
    figure.addEventListener("change", function (event) { choose(chart, event.target); });
    chart.clusterlab.show = function (one) { show(chart, one); };
    clusterlab.find(chart, box.parentNode);
    labels(chart);
    return chart;
  }

  /* The first map of a page owns the page's link; a link's view goes before the map's own. */
  var owner = null;

  function open(chart, box, panel) {
    var state = chart.clusterlab, settings = state.settings, own = false;
    var asked = owner === null ? clusterlab.link.read(location.hash) : null;
    owner = owner || chart;
    /* On a small screen the legend starts folded: beside the map there is no room for it. */
    var small = box.clientWidth > 1 && (box.clientWidth < 560 || (panel && getComputedStyle(panel).position === "absolute"));
    if (panel && small) { panel.open = false; }
    function fit() {
      /* A frame that is not laid out yet has no size; the observer calls again when it has. */
      if (box.clientWidth < 2 || box.clientHeight < 2) {
        chart.setView(L.latLngBounds(settings.bounds).getCenter(), 12, {animate: false});
        return;
      }
      var beside = panel && getComputedStyle(panel).position === "absolute" && panel.open;
      own = true;
      chart.setMinZoom(0);
      chart.fitBounds(settings.bounds, {
        animate: false, paddingTopLeft: [24, settings.words.find ? 56 : 24],
        paddingBottomRight: [beside ? panel.offsetWidth + 32 : 24, 28]
      });
      chart.setMinZoom(Math.max(0, chart.getZoom() - 2.5));
      own = false;
    }
    function hold() { if (box.clientWidth > 1) { chart.setMaxBounds(L.latLngBounds(settings.bounds).pad(3)); } }
    fit();
    hold();
    if (asked && asked.view) {
      chart.setView([asked.view[1], asked.view[2]], asked.view[0], {animate: false});
      state.moved = true;
    }
    state.asked = asked && asked.layer;
    chart.on("movestart zoomstart", function () { if (!own) { state.moved = true; } });
    chart.on("moveend", function () {
      if (owner === chart && state.moved && !own) { clusterlab.link.write(chart); }
    });
    if (!window.ResizeObserver) { return; }
    new ResizeObserver(function () {
      var size = chart.getSize();
      if (size.x === box.clientWidth && size.y === box.clientHeight) { return; }
      own = true;
      /* The edges would pull the view back while it is being laid out. */
      chart.setMaxBounds(null);
      chart.invalidateSize({animate: false, pan: Boolean(state.moved)});
      own = false;
      /* Until the reader moves it, the map shows its whole ground in whatever size it gets. */
      if (!state.moved) { fit(); }
      hold();
      labels(chart);
    }).observe(box);
  }

  /* A name chosen from the list: its layer is switched on, and its popup opened. */
  function show(chart, one) {
    var state = chart.clusterlab;
    if (!chart.hasLayer(state.layers[one.key])) {
      state.layers[one.key].addTo(chart);
      var input = state.figure.querySelector('input[type=checkbox][value="' + one.key + '"]');
      if (input) { input.checked = true; }
      sort(chart);
    }
    chart.setView(one.mark.getLatLng(), Math.max(chart.getZoom(), 15), {animate: false});
    ring(chart, [one.mark]);
    bubble(chart, one.mark.getLatLng(), popup(state.settings, [member(state.settings, one.row)], 1));
  }

  /* How far off a place may be, as a circle of that radius round what is asked for. */
  function ring(chart, marks) {
    var state = chart.clusterlab;
    if (state.rings) { state.rings.remove(); }
    state.rings = circles(marks).addTo(chart);
  }

  function circles(marks) {
    return L.featureGroup(marks.filter(function (mark) { return mark.clusterlab[5]; }).map(function (mark) {
      return L.circle(mark.getLatLng(), {
        interactive: false, radius: mark.clusterlab[5], color: INK, weight: 1, opacity: 0.55,
        dashArray: "3 3", fillColor: INK, fillOpacity: 0.05
      });
    }));
  }

  var GROUND_LABELS_FROM = {station: 13, place: 12.5, water: 11.5, road: 12.5, rail: 12.5, metro: 13, runway: 12};

  function labels(chart) {
    var box = chart.getContainer(), zoom = chart.getZoom();
    Object.keys(GROUND_LABELS_FROM).forEach(function (kind) {
      box.classList.toggle("cl-far-ground-" + kind, zoom < GROUND_LABELS_FROM[kind]);
    });
    box.classList.toggle("cl-far-districts", zoom < (chart.clusterlab.settings.districtLabelsFrom || DISTRICT_LABELS_FROM));
    box.classList.toggle("cl-far-stations", zoom < STATION_LABELS_FROM);
    /* Of labels that would overlap, the earlier one stays: districts, stations, then the ground. */
    var taken = [], found = [];
    [".cl-district", ".cl-station", ".cl-ground"].forEach(function (kind) {
      box.querySelectorAll(kind).forEach(function (label) { found.push([label, label.getBoundingClientRect()]); });
    });
    found.forEach(function (pair) {
      var r = pair[1], free = taken.every(function (t) {
        return r.right < t.left || r.left > t.right || r.bottom < t.top || r.top > t.bottom;
      });
      pair[0].style.visibility = free ? "visible" : "hidden";
      if (free && r.width) { taken.push(r); }
    });
  }

  function choose(chart, input) {
    var state = chart.clusterlab;
    if (input.type === "radio") {
      state.surface = input.value;
      state.figure.querySelectorAll("[data-surface]").forEach(function (legend) {
        legend.hidden = legend.dataset.surface !== input.value;
      });
      shade(chart);
      if (owner === chart) { clusterlab.link.write(chart); }
    } else if (input.value === "uncertainty") {
      doubt(chart, input.checked);
    } else if (state.layers[input.value]) {
      state.layers[input.value][input.checked ? "addTo" : "removeFrom"](chart);
    }
    sort(chart);
    labels(chart);
    chart.closePopup();
  }

  function doubt(chart, on) {
    var state = chart.clusterlab, marks = [];
    if (state.doubt) { state.doubt.remove(); state.doubt = null; }
    if (!on) { return; }
    Object.keys(state.layers).forEach(function (key) {
      if (!chart.hasLayer(state.layers[key])) { return; }
      state.layers[key].eachLayer(function (mark) { if (mark.clusterlab && mark.clusterlab[3]) { marks.push(mark); } });
    });
    state.doubt = circles(marks).addTo(chart);
  }

  function shade(chart) {
    var state = chart.clusterlab;
    Object.keys(state.surfaces).forEach(function (key) {
      state.surfaces[key][key === state.surface ? "addTo" : "removeFrom"](chart);
    });
    if (state.districts) {
      state.districts.eachLayer(function (area) {
        var filled = state.surface === "districts" && area.clusterlab.fill;
        area.setStyle({fillOpacity: filled ? 0.9 : 0});
      });
    }
  }

  /* Layers switched on later would otherwise cover those above them. */
  function sort(chart) {
    chart.clusterlab.order.forEach(function (group) {
      if (chart.hasLayer(group)) { group.bringToFront(); }
    });
    /* What is ranked lies above what stands around it. */
    var state = chart.clusterlab;
    if (state.settings.first === "districts" && state.districts) { state.districts.bringToFront(); }
  }

  function layer(chart, data) {
    var state = chart.clusterlab;
    var group = kinds[data.kind](chart, data);
    if (data.kind === "surface") { state.surfaces[data.key] = group; }
    else if (data.kind === "districts") { state.districts = group; group.addTo(chart); }
    else if (data.kind === "base" || data.kind === "context") { group.addTo(chart); }
    else {
      state.layers[data.key] = group;
      if (data.show) { group.addTo(chart); }
    }
    state.order.push(group);
    if (data.kind === "surface" && state.districts) {
      /* Outlines of districts stay readable above a grid. */
      state.order = state.order.filter(function (g) { return g !== state.districts; });
      state.order.push(state.districts);
    }
    shade(chart);
    sort(chart);
    labels(chart);
    var wanted = state.asked && state.figure.querySelector('input[type=radio][value="' + state.asked + '"]');
    if (wanted && !wanted.checked && (state.surfaces[state.asked] || state.asked === "districts" || state.asked === "none")) {
      wanted.checked = true;
      choose(chart, wanted);
    }
    return group;
  }

  function base(chart, data) {
    return L.featureGroup(data.shapes.map(function (rings) {
      return L.polygon(rings, {
        interactive: false, color: "#cbd2d4", weight: 1, fillColor: "#faf9f6", fillOpacity: data.filled === false ? 0 : 1,
        smoothFactor: 0.5
      });
    }));
  }

  function districts(chart, data) {
    var group = L.featureGroup();
    data.shapes.forEach(function (shape) {
      var inner = shape.role === "district";
      var area = L.polygon(shape.rings, {
        interactive: false, color: inner ? "#33525f" : "#7f8c93", weight: inner ? 1.4 : 1.2,
        dashArray: inner ? (shape.dashed ? "5 3" : null) : "2 4",
        fillColor: shape.fill || "#ffffff", fillOpacity: 0, smoothFactor: 0.5
      });
      area.clusterlab = shape;
      group.addLayer(area);
      if (shape.label) {
        chart.addLayer(L.tooltip({
          permanent: true, direction: "top", offset: [0, 2], className: "cl-label cl-district", interactive: false
        }).setLatLng(shape.at).setContent(element("span", "", shape.label)));
      }
    });
    return group;
  }

  function surface(chart, data) {
    return L.featureGroup(data.shapes.map(function (shape) {
      var area = L.polygon(shape.rings, {
        interactive: false, stroke: data.key === "hexagons", color: "#ffffff", weight: 0.6,
        fillColor: shape.fill, fillOpacity: data.key === "hexagons" ? 0.85 : 0.7, smoothFactor: 0.5
      });
      area.clusterlab = shape;
      return area;
    }));
  }

  function points(chart, data) {
    var settings = chart.clusterlab.settings, symbols = settings.symbols, texts = settings.texts;
    /* Labelled symbols last, on top. */
    data.stacks.sort(function (a, b) { return a[4] - b[4]; });
    return L.featureGroup(data.stacks.map(function (stack) {
      var symbol = symbols[stack[2]], count = stack[4], hollow = !data.show;
      var radius = symbol[2] + (count > 1 ? 1.6 * Math.log(count) : 0);
      var mark = new Mark([stack[0], stack[1]], {
        radius: radius, shape: symbol[1], count: count, fillColor: hollow ? "#ffffff" : symbol[0],
        /* What is placed roughly looks it: a pale symbol. */
        fillOpacity: stack[5] >= settings.roughFrom ? 0.45 : hollow ? 0.9 : 0.92, color: hollow || stack[5] >= settings.roughFrom ? symbol[0] : "#ffffff",
        weight: hollow ? 2 : 1.2, dashArray: data.key === "left" ? "2.5 2" : null
      });
      mark.clusterlab = stack;
      if (!L.Browser.mobile) {
        mark.bindTooltip(function () {
          var name = texts[stack[3][0][0]];
          return element("span", "", count > 1 ? name + " +" + (count - 1) : name);
        }, {className: "cl-tip", direction: "top", offset: [0, -radius]});
      }
      return mark;
    }));
  }

  function stations(chart, data) {
    var group = L.featureGroup();
    data.rows.forEach(function (row) {
      var mark = L.circleMarker(row.at, {
        radius: 4, color: INK, weight: 2, fillColor: "#ffffff", fillOpacity: 1
      });
      mark.clusterlab = row;
      group.addLayer(mark);
      if (row.label) { group.addLayer(L.tooltip({
        permanent: true, direction: "right", offset: [5, 0], className: "cl-label cl-station"
      }).setLatLng(row.at).setContent(element("span", "", row.label))); }
    });
    /* Tooltips know no order among paths. */
    group.bringToFront = function () {
      group.eachLayer(function (l) { if (l.bringToFront && l.setStyle) { l.bringToFront(); } });
      return group;
    };
    return group;
  }

  /* One click asks for all that stands there, so that nothing hides beneath a larger symbol. */
  function ask(chart, event) {
    var state = chart.clusterlab, members = [], all = 0, best = null, nearest = Infinity, asked = [];
    var ranked = state.settings.first === "districts" ? at([state.districts], event) : null;
    if (!ranked) { Object.keys(state.layers).forEach(function (key) {
      if (!chart.hasLayer(state.layers[key])) { return; }
      state.layers[key].eachLayer(function (mark) {
        if (!mark.clusterlab || !mark._point) { return; }
        var gap = mark._point.distanceTo(event.layerPoint);
        if (gap > Math.max(HIT_PX, mark.getRadius() + (L.Browser.mobile ? 8 : 2))) { return; }
        if (gap < nearest) { nearest = gap; best = mark.getLatLng(); }
        all += mark.clusterlab.rows ? 1 : mark.clusterlab[4];
        if (mark.clusterlab.rows) { members.push({name: mark.clusterlab.name, rows: mark.clusterlab.rows}); }
        else {
          asked.push(mark);
          mark.clusterlab[3].forEach(function (m) { members.push(member(state.settings, m)); });
        }
      });
    }); }
    if (!members.length) {
      var area = ranked || at([state.surfaces[state.surface], state.districts], event);
      if (area) { members = [area]; all = 1; }
      best = event.latlng;
    }
    ring(chart, asked);
    if (members.length) { bubble(chart, best, popup(state.settings, members, all)); }
  }

  /* The area of the first of some layers that lies under a click and has something to say. */
  function at(groups, event) {
    var found = null;
    groups.forEach(function (group) {
      if (!group || found || !group._map) { return; }
      var own = null;
      group.eachLayer(function (area) {
        if (area.clusterlab.rows && area._containsPoint(event.layerPoint)) { own = area.clusterlab; }
      });
      found = own;
    });
    return found && (found.role === undefined || found.role === "district" || groups.length > 1) ? found : null;
  }

  function bubble(chart, best, content) {
    var state = chart.clusterlab;
    var shown = L.popup({maxWidth: 300, minWidth: 200, maxHeight: 300, autoPanPadding: [16, 16]})
      .setLatLng(best).setContent(content).openOn(chart);
    /* What is unfolded must stay within the map. */
    content.addEventListener("toggle", function () { shown.update(); }, true);
    var close = chart.getContainer().querySelector(".leaflet-popup-close-button");
    if (close) {
      close.setAttribute("aria-label", state.settings.words.close);
      close.removeAttribute("href");
    }
  }

  function member(settings, row) {
    var texts = settings.texts, rows = [];
    row.slice(2).forEach(function (value, i) {
      if (value !== null) { rows.push([settings.labels[i], texts[value]]); }
    });
    return {name: texts[row[0]], second: row[1] === null ? null : texts[row[1]], rows: rows};
  }

  function popup(settings, members, all) {
    var box = element("div", "cl-popup");
    if (members.length === 1) {
      box.appendChild(element("h3", "", members[0].name));
      if (members[0].second) { box.appendChild(element("p", "cl-second", members[0].second)); }
      box.appendChild(definitions(members[0].rows));
      return box;
    }
    box.appendChild(element("h3", "", settings.words.stack.replace("%s", all.toLocaleString("en"))));
    members.slice(0, STACK_LIMIT).forEach(function (m) {
      var item = element("details"), summary = element("summary", "", m.name);
      if (m.rows.length) { summary.appendChild(element("small", "", " " + m.rows[0][1])); }
      item.appendChild(summary);
      if (m.second) { item.appendChild(element("p", "cl-second", m.second)); }
      item.appendChild(definitions(m.rows));
      box.appendChild(item);
    });
    var rest = all - Math.min(members.length, STACK_LIMIT);
    if (rest > 0) {
      box.appendChild(element("p", "cl-second", settings.words.more.replace("%s", rest.toLocaleString("en"))));
    }
    return box;
  }

  var kinds = {
    base: base, districts: districts, surface: surface, points: points, stations: stations
  };

  return {map: map, layer: layer, element: element, still: still, kinds: kinds};
})();
