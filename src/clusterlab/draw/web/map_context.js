/* The ground below the data: areas, lines and names, quieter than all that lies on them. */
clusterlab.kinds.context = (function () {
  "use strict";

  var SCALE = 1e5, METRES_A_PIXEL = 156543.03392804097;

  /* Corners come as whole parts of a degree, each as the step from the one before. */
  function corners(steps) {
    var places = [], lat = 0, lon = 0;
    for (var i = 0; i < steps.length; i += 2) {
      lat += steps[i];
      lon += steps[i + 1];
      places.push([lat / SCALE, lon / SCALE]);
    }
    return places;
  }

  /* A river without banks in its source is drawn as wide as it is said to be, at every zoom. */
  function widen(chart, wide) {
    var metres = METRES_A_PIXEL * Math.cos(chart.getCenter().lat * Math.PI / 180) / Math.pow(2, chart.getZoom());
    wide.forEach(function (pair) { pair[0].setStyle({weight: Math.max(2, pair[1] / metres)}); });
  }

  return function (chart, data) {
    var group = L.featureGroup(), wide = [];
    data.areas.forEach(function (area) {
      var style = data.style[area[0]];
      group.addLayer(L.polygon(area[1].map(corners), {
        interactive: false, stroke: false, fillColor: style[0], fillOpacity: 1, smoothFactor: 0.5
      }));
    });
    data.lines.forEach(function (line) {
      var style = data.style[line[0]], drawn = L.polyline(corners(line[2]), {
        interactive: false, color: style[0], weight: style[1], dashArray: style[2] || null,
        lineCap: style[2] ? "butt" : "round", smoothFactor: 0.5
      });
      if (line[1]) { wide.push([drawn, line[1]]); }
      group.addLayer(drawn);
    });
    data.labels.forEach(function (label) {
      var dot = label[0] === "station";
      if (dot) {
        group.addLayer(L.circleMarker([label[1], label[2]], {
          interactive: false, radius: 2.5, color: data.style.metro[0], weight: 1.5, fillColor: "#ffffff", fillOpacity: 1
        }));
      }
      chart.addLayer(L.tooltip({
        permanent: true, direction: dot ? "right" : "center", offset: dot ? [4, 0] : [0, 0], interactive: false,
        className: "cl-label cl-ground cl-ground-" + label[0]
      }).setLatLng([label[1], label[2]]).setContent(clusterlab.element("span", "", label[3])));
    });
    if (wide.length) {
      chart.on("zoomend", function () { widen(chart, wide); });
      widen(chart, wide);
    }
    return group;
  };
})();
