/* Part of `mangnon serve` only. Loads the page anew when something was saved, and marks links to pages
   that are not in force. A hidden page does not listen: a browser allows few connections to one host. */
(function () {
  var seen = document.currentScript.getAttribute("data-version"), live = null;
  function listen() {
    if (live) return;
    live = new EventSource("/_mangnon/live");
    live.onmessage = function (e) {
      if (e.data === seen) return;
      seen = e.data;
      live.close();
      location.reload();
    };
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden && live) { live.close(); live = null; }
    if (!document.hidden) listen();
  });
  addEventListener("pagehide", function () { if (live) { live.close(); live = null; } });
  addEventListener("pageshow", function (e) { if (e.persisted) listen(); });
  if (!document.hidden) listen();
  fetch("/_mangnon/marks.json").then(function (r) { return r.json(); }).then(function (marks) {
    Array.prototype.forEach.call(document.querySelectorAll("a[href]"), function (a) {
      if (a.host !== location.host || a.closest("#mangnon-xem-thu")) return;
      var word = marks[decodeURI(a.pathname)];
      if (!word || a.pathname === location.pathname) return;
      var label = document.createElement("small");
      label.textContent = " " + word;
      label.style.cssText = "background:#fff3c4;color:#7c2d12;font-weight:bold;padding:0 .3em";
      a.appendChild(label);
    });
  }).catch(function () {});
})();
