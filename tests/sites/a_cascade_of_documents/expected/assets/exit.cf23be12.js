/* Leaving at once: the screen is covered before the other page is asked for, and Back does not return. */
(function () {
  var links = document.querySelectorAll(".exit a"), presses = 0, timer;
  function leave(e) {
    if (e) e.preventDefault();
    var cover = document.createElement("div");
    cover.className = "cover";
    document.title = "Google";
    document.body.textContent = "";
    document.body.appendChild(cover);
    location.replace(this.href || links[0].href);
  }
  for (var i = 0; i < links.length; i++) links[i].addEventListener("click", leave);
  document.addEventListener("keyup", function (e) {
    if (e.key !== "Shift") { presses = 0; return; }
    clearTimeout(timer);
    timer = setTimeout(function () { presses = 0; }, 5000);
    if (++presses === 3) leave.call(links[0]);
  });
  /* A page that the browser kept whole must not come back with its text. */
  window.addEventListener("pageshow", function (e) { if (e.persisted && document.querySelector(".cover")) location.replace(links[0].href); });
})();
