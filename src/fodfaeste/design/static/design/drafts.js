// Keeps what is typed in a form until it is sent, in this tab alone. Without this file the server keeps
// what it was sent, and every form that is refused comes back with its text.
(function () {
  "use strict";
  var PREFIX = "fodfaeste-draft:";
  var KEPT = "textarea, select, input[type=text], input[type=search], input[type=radio], input[type=checkbox]";
  // A CPR number is never left in a browser: then nothing of the form is.
  var CPR = /\d{6}[ -]?\d{4}/;
  var store;
  try {
    store = window.sessionStorage;
    store.setItem(PREFIX, "");
    store.removeItem(PREFIX);
  } catch (refused) {
    return;
  }

  function read(key) {
    try {
      return JSON.parse(store.getItem(key));
    } catch (broken) {
      return null;
    }
  }

  function keys() {
    return Object.keys(store).filter(function (key) { return key.indexOf(PREFIX) === 0; });
  }

  function tab() {
    var name = "fodfaeste-tab";
    if (!store.getItem(name)) {
      store.setItem(name, String(Date.now()) + String(Math.random()).slice(2, 8));
    }
    return store.getItem(name);
  }

  function fields(form) {
    return Array.prototype.filter.call(form.querySelectorAll(KEPT), function (one) { return one.name; });
  }

  function isTick(one) {
    return one.type === "radio" || one.type === "checkbox";
  }

  function values(form) {
    return fields(form).map(function (one) {
      return [one.name, isTick(one) ? one.value : "", isTick(one) ? one.checked : one.value];
    });
  }

  function fill(form, kept) {
    fields(form).forEach(function (one) {
      kept.forEach(function (line) {
        if (line[0] !== one.name) { return; }
        if (!isTick(one)) { one.value = line[2]; } else if (one.value === line[1]) { one.checked = line[2]; }
      });
    });
  }

  function follow(box) {
    var form = box.closest("form");
    var key = PREFIX + box.dataset.draft;
    var kept = read(key);
    form.elements.draft_tab.value = tab();
    if (kept && (box.dataset.spent || "").split(" ").indexOf(kept.token) >= 0) {
      store.removeItem(key);
      kept = null;
    }
    // What was typed here last goes first, unless another device has kept something since.
    var isElsewhere = box.dataset.tab && box.dataset.tab !== tab();
    if (kept && !isElsewhere && !("posted" in box.dataset)) {
      if (JSON.stringify(kept.values) !== JSON.stringify(values(form))) {
        fill(form, kept.values);
        box.querySelector("[data-draft-restored]").hidden = false;
      }
      form.elements.draft_token.value = kept.token;
    }

    function keep() {
      var now = values(form);
      if (CPR.test(JSON.stringify(now))) {
        store.removeItem(key);
        return;
      }
      try {
        store.setItem(key, JSON.stringify({
          owner: box.dataset.owner, token: form.elements.draft_token.value, values: now
        }));
      } catch (full) { /* the server keeps it still */ }
    }

    function saysOffline(isOffline) {
      box.querySelector("[data-draft-offline]").hidden = !isOffline;
    }

    form.addEventListener("input", keep);
    form.addEventListener("submit", function (event) {
      if (navigator.onLine === false) {
        event.preventDefault();
        keep();
        saysOffline(true);
      }
    });
    window.addEventListener("online", function () { saysOffline(false); });
  }

  var boxes = document.querySelectorAll("[data-draft]");
  if (boxes.length) {
    keys().forEach(function (key) {
      var kept = read(key);
      if (!kept || kept.owner !== boxes[0].dataset.owner) { store.removeItem(key); }
    });
  }
  Array.prototype.forEach.call(boxes, follow);

  // Whoever signs out leaves nothing behind for the next at the same machine.
  Array.prototype.forEach.call(document.querySelectorAll("header form:not(.languages)"), function (form) {
    form.addEventListener("submit", function () {
      keys().forEach(function (key) { store.removeItem(key); });
    });
  });
})();
