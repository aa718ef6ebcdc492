/* The view and the layer in the page's link: "#map=14.25/37.56012/126.83024&layer=hexagons". */
clusterlab.link = (function () {
  "use strict";

  /* What a link asks for; null where it asks for nothing that can be used. */
  function read(hash) {
    var asked = {view: null, layer: null, lang: null}, any = false;
    hash.replace(/^#/, "").split("&").forEach(function (part) {
      var cut = part.indexOf("="), name = part.slice(0, cut), value = part.slice(cut + 1);
      var view = /^(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(value);
      if (name === "map" && view) { asked.view = view.slice(1).map(Number); any = true; }
      if (name === "layer" && /^[a-z_]{1,30}$/.test(value)) { asked.layer = value; any = true; }
      if (name === "lang" && /^[a-z]{2}$/.test(value)) { asked.lang = value; any = true; }
    });
    return any ? asked : null;
  }

  function write(chart) {
    var at = chart.getCenter(), state = chart.clusterlab;
    var asked = read(location.hash);
    /* A link to a section, or to weights, is not the map's to change. */
    if (location.hash.length > 1 && !asked) { return; }
    var text = "#map=" + [chart.getZoom().toFixed(2), at.lat.toFixed(5), at.lng.toFixed(5)].join("/") +
      "&layer=" + state.surface + (asked && asked.lang ? "&lang=" + asked.lang : "");
    try { history.replaceState(history.state, "", text); } catch (error) { /* a frame may forbid it */ }
  }

  return {read: read, write: write};
})();
