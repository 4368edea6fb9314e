// Draws what has sliders (see slider_widget.py): an estimate, a frontier, a sparsity report.
// All texts are set as text: nothing in them is ever HTML.

const TONES = {
  good: "var(--jp-success-color1, #2a8f45)",
  warn: "var(--jp-warn-color1, #c26a00)",
  plain: "inherit",
};
const [BLUE, ORANGE] = ["#3b8bc4", "#d9731a"];
const OTHERS = [ORANGE, "#2f9e6e", "#c2689b", "#9a8a1f", "currentColor"];
const DASHES = ["7 3", "2 3", "9 3 2 3", "4 4", ""];
const STEPS = 100;
const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [560, 240, 70, 10, 545, 200];

function element(tag, text = "", style = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  Object.assign(made.style, style);
  return made;
}

function drawn(tag, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(value));
  }
  return made;
}

const across = (place) => LEFT + (place / 1000) * (RIGHT - LEFT);
const up = (place) => BOTTOM - (place / 1000) * (BOTTOM - TOP);
const through = (points) => points.map(([x, y]) => `${across(x)} ${up(y)}`).join("L");

function grid(ticks) {
  const made = drawn("g", {});
  const line = { stroke: "currentColor", "stroke-opacity": 0.15 };
  for (const [place, label] of ticks.x) {
    const x = across(place);
    made.append(
      drawn("line", { ...line, x1: x, x2: x, y1: TOP, y2: BOTTOM }),
      drawn("text", { x, y: BOTTOM + 16, "text-anchor": "middle", opacity: 0.8 }, label),
    );
  }
  for (const [place, label] of ticks.y) {
    const y = up(place);
    made.append(
      drawn("line", { ...line, x1: LEFT, x2: RIGHT, y1: y, y2: y }),
      drawn("text", { x: LEFT - 6, y: y + 4, "text-anchor": "end", opacity: 0.8 }, label),
    );
  }
  return made;
}

function markOf([x, value, low, high]) {
  const made = drawn("g", { stroke: ORANGE, "stroke-width": 1.8 });
  const middle = across(x);
  const ends = `M${middle} ${up(low)}V${up(high)}M${middle - 4} ${up(low)}h8M${middle - 4} ${up(high)}h8`;
  const diamond = `M${middle} ${up(value) - 5}l5 5l-5 5l-5 -5Z`;
  made.append(drawn("path", { d: ends, fill: "none" }), drawn("path", { d: diamond, fill: ORANGE }));
  return made;
}

// Further curves, each named at its end; colours differ, and dashes where colours can't be seen.
function othersOf(others) {
  return others.flatMap(({ name, line }, at) => {
    const style = { stroke: OTHERS[at % OTHERS.length], "stroke-dasharray": DASHES[at % 5] };
    const [x, y] = line[line.length - 1];
    const place = { x: Math.min(across(x) + 4, RIGHT - 7 * name.length), y: up(y) - 5 };
    return [
      drawn("path", { d: `M${through(line)}`, fill: "none", "stroke-width": 1.8, ...style }),
      drawn("text", { ...place, opacity: 0.9 }, name),
    ];
  });
}

function limitOf(place) {
  const x = across(place);
  const style = { stroke: "currentColor", "stroke-opacity": 0.6, "stroke-dasharray": "3 3" };
  return drawn("line", { ...style, x1: x, x2: x, y1: TOP, y2: BOTTOM });
}

function plotOf(plot, headline) {
  if (!plot.line) {
    return "";
  }
  const chart = drawn("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": `${plot.quantity} against ${plot.over}, ${plot.said}: ${headline}`,
    fill: "currentColor",
    "font-size": 12,
  });
  Object.assign(chart.style, { display: "block", maxWidth: "40em", margin: "6px 0" });
  const band = `M${through(plot.high)}L${through([...plot.low].reverse())}Z`;
  chart.append(
    grid(plot.ticks),
    drawn("path", { d: band, fill: BLUE, "fill-opacity": 0.2 }),
    drawn("path", { d: `M${through(plot.line)}`, fill: "none", stroke: BLUE, "stroke-width": 1.8 }),
    ...plot.dots.map(([x, y]) => drawn("circle", { cx: across(x), cy: up(y), r: 3 })),
  );
  chart.append(...othersOf(plot.others ?? []));
  if (plot.limit != null) {
    chart.append(limitOf(plot.limit));
  }
  if (plot.mark) {
    chart.append(markOf(plot.mark));
  }
  const below = { x: (LEFT + RIGHT) / 2, y: BOTTOM + 32, "text-anchor": "middle", opacity: 0.8 };
  chart.append(drawn("text", below, plot.over));
  return chart;
}

// Sizes as people count them: whole from 10 on.
function rounded(value) {
  const digits = value >= 1000 ? 3 : value >= 10 ? Math.ceil(Math.log10(value)) : 2;
  return Number(value.toPrecision(Math.max(1, digits)));
}

function sliderOf(model, slider) {
  const row = element("label", "", { display: "flex", gap: "8px", alignItems: "center" });
  const span = Math.log(slider.high / slider.low);
  const placeOf = (value) => (Math.log(value / slider.low) / span) * STEPS;
  const input = document.createElement("input");
  Object.assign(input, { type: "range", min: 0, max: STEPS, step: 1 });
  input.style.flex = "0 1 20em";
  const chosen = model.get("chosen")[slider.name] ?? slider.own;
  input.value = String(Math.round(placeOf(chosen)));
  const shown = element("output");
  const say = (value) => {
    const text = value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
    shown.textContent = value === slider.own ? `${text} (yours)` : text;
    input.setAttribute("aria-valuetext", shown.textContent);
  };
  say(chosen);
  const own = Math.round(placeOf(slider.own));
  input.addEventListener("input", () => {
    const place = Number(input.value);
    const reached = slider.low * Math.exp((span * place) / STEPS);
    const there = slider.whole ? Math.round(reached) : rounded(reached);
    const value = place === own ? slider.own : there;
    say(value);
    const others = Object.entries(model.get("chosen")).filter(([name]) => name !== slider.name);
    const moved = place === own ? [] : [[slider.name, value]];
    model.set("chosen", Object.fromEntries([...moved, ...others]));
    model.save_changes();
  });
  row.append(element("span", slider.label, { flex: "0 0 12em" }), input, shown);
  return row;
}

function targetsOf(model) {
  const names = model.get("targets");
  const select = document.createElement("select");
  select.setAttribute("aria-label", "Target");
  names.forEach((name, at) => {
    const option = element("option", name);
    option.value = String(at);
    select.append(option);
  });
  select.value = String(model.get("target"));
  select.addEventListener("change", () => {
    model.set("target", Number(select.value));
    model.save_changes();
  });
  return names.length > 1 ? select : "";
}

export default {
  render({ model, el }) {
    const head = element("p", "", { fontWeight: "bold", margin: "4px 0" });
    head.setAttribute("aria-live", "polite");
    const controls = element("div", "", { display: "grid", gap: "4px", margin: "6px 0" });
    const rest = element("div");
    el.append(head, controls, rest);
    const place = () => {
      controls.replaceChildren(
        targetsOf(model),
        ...model.get("sliders").map((slider) => sliderOf(model, slider)),
      );
    };
    const show = () => {
      head.textContent = model.get("headline");
      head.style.color = TONES[model.get("tone")] ?? "inherit";
      const lines = element("ul", "", { margin: "4px 0", paddingLeft: "1.6em" });
      lines.append(...model.get("lines").map((line) => element("li", line)));
      rest.replaceChildren(plotOf(model.get("plot"), model.get("headline")), lines);
    };
    place();
    show();
    model.on("change:sliders", place);
    for (const name of ["headline", "tone", "lines", "plot"]) {
      model.on(`change:${name}`, show);
    }
    return () => {
      model.off("change:sliders", place);
      for (const name of ["headline", "tone", "lines", "plot"]) {
        model.off(`change:${name}`, show);
      }
    };
  },
};
