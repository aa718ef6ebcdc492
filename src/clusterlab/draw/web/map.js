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
      zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 90, scrollWheelZoom: false,
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
    function fit() {
      var beside = panel && getComputedStyle(panel).position === "absolute" && panel.open;
      chart.fitBounds(settings.bounds, {
        animate: false, paddingTopLeft: [24, 24],
        paddingBottomRight: [beside ? panel.offsetWidth + 32 : 24, 28]
      });
    }
    fit();
    chart.setMinZoom(chart.getZoom() - 2.5);
    chart.setMaxBounds(L.latLngBounds(settings.bounds).pad(3));
    /* The wheel scrolls the page until the map is clicked. */
    chart.on("mousedown focus", function () { chart.scrollWheelZoom.enable(); });
    box.addEventListener("mouseleave", function () { chart.scrollWheelZoom.disable(); });
    chart.on("click", function (event) { ask(chart, event); });
    chart.on("zoomend", function () { labels(chart); });
    figure.addEventListener("change", function (event) { choose(chart, event.target); });
    labels(chart);
    return chart;
  }

  function labels(chart) {
    var box = chart.getContainer(), zoom = chart.getZoom();
    box.classList.toggle("cl-far-districts", zoom < (chart.clusterlab.settings.districtLabelsFrom || DISTRICT_LABELS_FROM));
    box.classList.toggle("cl-far-stations", zoom < STATION_LABELS_FROM);
    /* Of labels that would overlap, the earlier one stays: districts, then stations. */
    var taken = [];
    [".cl-district", ".cl-station"].forEach(function (kind) {
      box.querySelectorAll(kind).forEach(function (label) {
        var r = label.getBoundingClientRect();
        var free = taken.every(function (t) {
          return r.right < t.left || r.left > t.right || r.bottom < t.top || r.top > t.bottom;
        });
        label.style.visibility = free ? "visible" : "hidden";
        if (free && r.width) { taken.push(r); }
      });
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
    } else if (state.layers[input.value]) {
      state.layers[input.value][input.checked ? "addTo" : "removeFrom"](chart);
    }
    sort(chart);
    labels(chart);
    chart.closePopup();
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
  }

  function layer(chart, data) {
    var state = chart.clusterlab;
    var group = {
      base: base, districts: districts, surface: surface, points: points, stations: stations
    }[data.kind](chart, data);
    if (data.kind === "surface") { state.surfaces[data.key] = group; }
    else if (data.kind === "districts") { state.districts = group; group.addTo(chart); }
    else if (data.kind === "base") { group.addTo(chart); }
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
    return group;
  }

  function base(chart, data) {
    return L.featureGroup(data.shapes.map(function (rings) {
      return L.polygon(rings, {
        interactive: false, color: "#cbd2d4", weight: 1, fillColor: "#faf9f6", fillOpacity: 1,
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
    var symbols = chart.clusterlab.settings.symbols, texts = chart.clusterlab.settings.texts;
    /* Labelled symbols last, on top. */
    data.stacks.sort(function (a, b) { return a[4] - b[4]; });
    return L.featureGroup(data.stacks.map(function (stack) {
      var symbol = symbols[stack[2]], count = stack[4], hollow = !data.show;
      var radius = symbol[2] + (count > 1 ? 1.6 * Math.log(count) : 0);
      var mark = new Mark([stack[0], stack[1]], {
        radius: radius, shape: symbol[1], count: count, fillColor: hollow ? "#ffffff" : symbol[0],
        fillOpacity: hollow ? 0.9 : 0.92, color: hollow ? symbol[0] : "#ffffff",
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
    var state = chart.clusterlab, members = [], all = 0, best = null, nearest = Infinity;
    Object.keys(state.layers).forEach(function (key) {
      if (!chart.hasLayer(state.layers[key])) { return; }
      state.layers[key].eachLayer(function (mark) {
        if (!mark.clusterlab || !mark._point) { return; }
        var gap = mark._point.distanceTo(event.layerPoint);
        if (gap > Math.max(HIT_PX, mark.getRadius() + (L.Browser.mobile ? 8 : 2))) { return; }
        if (gap < nearest) { nearest = gap; best = mark.getLatLng(); }
        all += mark.clusterlab.rows ? 1 : mark.clusterlab[4];
        if (mark.clusterlab.rows) { members.push({name: mark.clusterlab.name, rows: mark.clusterlab.rows}); }
        else { mark.clusterlab[3].forEach(function (m) { members.push(member(state.settings, m)); }); }
      });
    });
    if (!members.length) {
      [state.surfaces[state.surface], state.districts].forEach(function (group) {
        if (!group || members.length || !chart.hasLayer(group)) { return; }
        group.eachLayer(function (area) {
          if (area.clusterlab.rows && area._containsPoint(event.layerPoint)) {
            members = [area.clusterlab];
            all = 1;
          }
        });
      });
      best = event.latlng;
    }
    if (!members.length) { return; }
    var content = popup(state.settings, members, all);
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

  return {map: map, layer: layer, element: element, still: still};
})();
