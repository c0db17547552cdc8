"use strict";
(() => {
  const names = ["Pass", "Warning", "Fail", "NotTested", "NotApplicable"];
  const words = ["Pass", "Warning", "Fail", "Not tested", "Not applicable"];
  const form = document.getElementById("filter");
  const text = document.getElementById("text");
  const found = document.getElementById("found");
  const packed = document.getElementById("data");
  const place = document.getElementById("looked-up");
  const mostShown = 100;
  const groups = [...document.querySelectorAll(".group")].map(element => {
    const title = element.getAttribute("aria-label").toLowerCase();
    return { element, rows: [...element.querySelectorAll("tbody tr")].map(row => ({ row, verdict: row.dataset.v, title, text: "" })) };
  });
  const all = groups.flatMap(group => group.rows);
  let data = null;

  const many = (count, one) => count === 1 ? `1 ${one}` : `${count} ${one}s`;

  const wanted = () => new Set([...form.querySelectorAll("[name=v]:checked")].map(box => box.value));

  const textOf = one => one.text || (one.text = one.title + " " + one.row.textContent.toLowerCase());

  function filter() {
    const verdicts = wanted();
    const terms = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isAll = terms.length === 0 && verdicts.size === names.length;
    let count = 0;
    for (const group of groups) {
      let any = false;
      for (const one of group.rows) {
        const show = verdicts.has(one.verdict) && terms.every(term => textOf(one).includes(term));
        one.row.hidden = !show;
        if (show) { any = true; count++; }
      }
      group.element.hidden = !any && !isAll;
    }
    found.textContent = packed ? lookUp(terms, verdicts) : `${count} of ${all.length} results`;
  }

  // A large page has its rows packed: they are laid out when somebody asks.
  function lookUp(terms, verdicts) {
    place.replaceChildren();
    if (terms.length === 0) return "Give the name of a machine or a target to look it up.";
    data ??= JSON.parse(packed.textContent);
    let shown = 0;
    let count = 0;
    for (let i = 0; i < data.pairs.length; i += 3) {
      const title = `${data.sources[data.pairs[i]]} to ${data.targets[data.pairs[i + 1]]}`;
      const lower = title.toLowerCase();
      const rest = terms.filter(term => !lower.includes(term));
      if (rest.length === terms.length) continue;
      const pattern = data.patterns[data.pairs[i + 2]];
      const rows = [];
      for (let j = 0; j < pattern.length; j += 2) {
        const check = data.checks[pattern[j]];
        const outcome = data.outcomes[pattern[j + 1]];
        const verdict = Number(outcome[0]);
        const said = outcome.slice(1);
        if (!verdicts.has(names[verdict])) continue;
        if (!rest.every(term => (check + " " + said).toLowerCase().includes(term))) continue;
        rows.push([verdict, check, said]);
      }
      if (rows.length === 0) continue;
      count += rows.length;
      if (shown++ < mostShown) place.append(table(title, rows));
    }
    const sum = `${many(count, "result")} of ${many(shown, "pair")}`;
    return shown > mostShown ? `${sum}; the first ${mostShown} pairs are shown.` : `${sum}.`;
  }

  function table(title, rows) {
    const section = document.createElement("section");
    section.className = "pair";
    section.setAttribute("aria-label", title);
    const head = document.createElement("h3");
    head.textContent = title;
    const grid = document.createElement("table");
    grid.className = "rows";
    const body = grid.createTBody();
    for (const [verdict, check, said] of rows) {
      const row = body.insertRow();
      row.dataset.v = names[verdict];
      row.insertCell().append(icon(names[verdict]), words[verdict]);
      const name = document.createElement("th");
      name.scope = "row";
      name.textContent = check;
      row.append(name);
      row.insertCell().textContent = said;
    }
    section.append(head, grid);
    return section;
  }

  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("class", `i v-${name}`);
    picture.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", `#i-${name}`);
    picture.append(use);
    return picture;
  }

  // A figure leads to its rows, whatever the filter hides.
  function reveal() {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (!target || !target.closest(".group")) return;
    if (target.hidden || target.closest("[hidden]")) {
      text.value = "";
      for (const box of form.querySelectorAll("[name=v]")) box.checked = true;
      filter();
    }
    const group = target.closest(".group");
    group.tabIndex = -1;
    group.focus({ preventScroll: true });
    target.scrollIntoView();
  }

  let waiting = 0;
  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("change", filter);
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  text.addEventListener("keydown", event => {
    if (event.key !== "Escape" || text.value === "") return;
    text.value = "";
    filter();
  });
  addEventListener("hashchange", reveal);
  found.textContent = packed ? "Give the name of a machine or a target to look it up." : `${all.length} of ${all.length} results`;
  reveal();
})();
