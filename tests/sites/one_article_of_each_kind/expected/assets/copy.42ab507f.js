(function () {
  var d = document, status = d.getElementById("_da-chep"), line = d.getElementById("_so-dong");
  var who = d.getElementById("_so-nguoi"), channel = d.getElementById("_so-kenh"), record = "";
  function each(selector, act) { var l = d.querySelectorAll(selector); for (var i = 0; i < l.length; i++) { act(l[i]); } }
  function done(button) {
    var label = button.textContent;
    button.textContent = status.textContent = button.getAttribute("data-done");
    setTimeout(function () { button.textContent = label; status.textContent = ""; }, 3000);
  }
  function copy() {
    var button = this, text = d.getElementById(button.getAttribute("data-copy"));
    function byHand() { text.focus(); text.select(); text.setSelectionRange(0, text.value.length); if (d.execCommand("copy")) { done(button); } }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text.value).then(function () { done(button); }, byHand);
    } else { byHand(); }
  }
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function compose() {
    if (!record) { return; }
    var n = new Date();
    var when = n.getFullYear() + "-" + two(n.getMonth() + 1) + "-" + two(n.getDate()) + " " + two(n.getHours()) + ":" + two(n.getMinutes());
    line.value = [when, channel.value, record, who.value || "…"].join(" | ");
  }
  each("button[data-copy]", function (b) { b.parentNode.hidden = false; b.addEventListener("click", copy); });
  each("button[data-record]", function (b) {
    b.parentNode.hidden = false;
    b.addEventListener("click", function () {
      record = b.getAttribute("data-record"); d.getElementById("_so-nhap").hidden = false; compose();
      d.getElementById("_so").scrollIntoView(); who.focus();
    });
  });
  who.addEventListener("input", compose); channel.addEventListener("change", compose);
  if (navigator.share) {
    each("button[data-share]", function (b) {
      b.parentNode.hidden = false;
      b.addEventListener("click", function () { navigator.share({ text: d.getElementById(b.getAttribute("data-share")).value }).catch(function () {}); });
    });
  }
})();
