/* The map of an explorer: sites in five shades by rank, the best ones outlined and numbered. */
clusterlab.siteMap = (function () {
  "use strict";

  var INK = "#1f2a30", EDGE = "#5d6b73", NONE = "#ffffff", SCALE = 1e6, MANY = 800;
  var element = clusterlab.element;

  /* Outlines come as whole millionths of a degree, each corner as the step from the one before. */
  function corners(steps) {
    var places = [], lat = 0, lon = 0;
    for (var i = 0; i < steps.length; i += 2) {
      lat += steps[i];
      lon += steps[i + 1];
      places.push([lat / SCALE, lon / SCALE]);
    }
    return places;
  }

  /* The more there are, the smaller, so that neighbours can be told apart. */
  function radius(count) { return count > MANY ? 3.5 : count > 150 ? 5 : count > 40 ? 6.5 : 8; }

  function drawn(shape, count) {
    var many = count > MANY;
    if (typeof shape[0] === "number") {
      return L.circleMarker(corners(shape)[0], {
        radius: radius(count), color: EDGE, weight: many ? 0.6 : 1.4, fillColor: NONE, fillOpacity: 0.95
      });
    }
    return L.polygon(shape.map(function (part) { return part.map(corners); }), {
      color: many ? "#ffffff" : EDGE, weight: many ? 0.4 : 1.2, fillColor: NONE, fillOpacity: 0.88,
      smoothFactor: 0.5
    });
  }

  /* settings: of the map and its base; sites: shapes (null where the place is unknown) and names;
     describe: gives the popup of a site as an element. */
  function siteMap(id, data, describe) {
    var chart = clusterlab.map(id, data.settings);
    data.base.forEach(function (layer) { clusterlab.layer(chart, layer); });
    var many = data.shapes.length > MANY, marks = [], group = L.featureGroup(), labels = [], raised = [];
    data.shapes.forEach(function (shape, i) {
      if (!shape) { marks.push(null); return; }
      var mark = drawn(shape, data.shapes.length);
      mark.clusterlabSite = i;
      marks.push(mark);
      group.addLayer(mark);
    });
    group.addTo(chart);
    group.on("click", function (event) {
      L.DomEvent.stopPropagation(event);
      open(event.layer.clusterlabSite, event.latlng);
    });
    if (!L.Browser.mobile) {
      group.bindTooltip(function (mark) {
        return element("span", "", data.names[mark.clusterlabSite]);
      }, {className: "cl-tip", direction: "top", sticky: true});
    }

    chart.on("zoomend", spread);

    function middle(mark) { return mark.getLatLng ? mark.getLatLng() : mark.getBounds().getCenter(); }

    /* A marker, not a tooltip, which would have the page laid out anew for each label. */
    function numbered() {
      var text = element("span");
      var label = L.marker([0, 0], {
        icon: L.divIcon({className: "cl-x-pin", html: text, iconSize: null}), interactive: false, keyboard: false
      });
      label.clusterlabText = text;
      return label;
    }

    /* Of numbers that would overlap, the better one stays. */
    function spread() {
      var taken = [];
      labels.forEach(function (label) {
        if (!chart.hasLayer(label)) { return; }
        var p = chart.latLngToContainerPoint(label.getLatLng());
        var free = taken.every(function (t) { return Math.abs(t.x - p.x) > 22 || Math.abs(t.y - p.y) > 20; });
        label.clusterlabText.hidden = !free;
        if (free) { taken.push(p); }
      });
    }

    function open(site, place) {
      var mark = marks[site];
      if (!mark) { return false; }
      chart.clusterlabPopup = L.popup({maxWidth: 300, minWidth: 220, maxHeight: 300, autoPanPadding: [12, 12]})
        .setLatLng(place || middle(mark)).setContent(describe(site)).openOn(chart);
      chart.clusterlabShown = site;
      var close = chart.getContainer().querySelector(".leaflet-popup-close-button");
      if (close) {
        close.setAttribute("aria-label", data.settings.words.close);
        close.removeAttribute("href");
      }
      return true;
    }

    /* bands: number of the shade of each site, or null; best: numbers of sites, best first. */
    function paint(bands, best) {
      marks.forEach(function (mark, i) {
        if (!mark) { return; }
        var colour = bands[i] === null ? NONE : data.colours[bands[i]];
        var dashed = bands[i] === null ? "3 3" : null;
        if (mark.options.fillColor !== colour || mark.options.dashArray !== dashed) {
          mark.setStyle({fillColor: colour, dashArray: dashed});
        }
      });
      raised.forEach(function (mark) {
        mark.setStyle({color: many && !mark.getLatLng ? "#ffffff" : EDGE, weight: mark.clusterlabWeight});
      });
      raised = [];
      var shown = best.filter(function (entry) { return marks[entry.site]; });
      /* The best one last, so that it lies on top. */
      shown.slice().reverse().forEach(function (entry) {
        var mark = marks[entry.site];
        if (mark.clusterlabWeight === undefined) { mark.clusterlabWeight = mark.options.weight; }
        mark.setStyle({color: INK, weight: 3}).bringToFront();
        raised.push(mark);
      });
      labels.slice(shown.length).forEach(function (label) { label.remove(); });
      shown.forEach(function (entry, k) {
        if (!labels[k]) { labels[k] = numbered(); }
        labels[k].setLatLng(middle(marks[entry.site])).addTo(chart);
        labels[k].clusterlabText.textContent = String(entry.rank);
      });
      spread();
      if (chart.clusterlabPopup && chart.clusterlabPopup.isOpen()) {
        chart.clusterlabPopup.setContent(describe(chart.clusterlabShown));
      }
    }

    return {paint: paint, open: open, chart: chart};
  }

  return siteMap;
})();
