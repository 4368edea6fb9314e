// Draws a result (see widget.py). All texts are set as text: nothing in them is ever HTML.

const COLOURS = { "-": "rgba(220,60,50,.16)", "+": "rgba(50,170,80,.18)" };
const MONOSPACE = "var(--jp-code-font-family, monospace)";

function element(tag, text, style = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  Object.assign(made.style, style);
  return made;
}

function diffOf(lines) {
  const shown = element("pre", "", { fontFamily: MONOSPACE, overflowX: "auto", margin: "6px 0" });
  for (const [kind, text] of lines) {
    const dim = kind === "…" ? ".65" : "1";
    const style = { background: COLOURS[kind] ?? "none", minWidth: "max-content", opacity: dim };
    shown.append(element("div", `${kind} ${text}`, style));
  }
  return shown;
}

function drawn(tag, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(value));
  }
  return made;
}

// How much faster each timed rewrite was, with whiskers for its interval; see `bar` in widget.py.
function chartOf(choices, noGain) {
  const timed = choices.filter((choice) => choice.bar);
  const [row, left, width] = [22, 210, 400];
  const place = (share) => left + share * width;
  const height = row * timed.length;
  const chart = drawn("svg", {
    viewBox: `0 0 ${left + width + 10} ${height + 18}`,
    role: "img",
    "aria-label": `How much faster: ${timed.map((each) => `${each.label}: ${each.said}`).join("; ")}`,
    fill: "currentColor",
    "font-size": 12,
  });
  Object.assign(chart.style, { display: "block", maxWidth: "44em", margin: "6px 0" });
  timed.forEach(({ label, bar }, at) => {
    const middle = at * row + row / 2;
    const [low, high] = [place(bar.low), place(bar.high)];
    const start = place(Math.min(bar.ratio, noGain));
    const whisker = `M${low} ${middle}H${high}M${low} ${middle - 4}v8M${high} ${middle - 4}v8`;
    chart.append(
      drawn("text", { x: left - 8, y: middle + 4, "text-anchor": "end" }, shortened(label)),
      drawn("rect", {
        x: start,
        y: middle - 6,
        width: Math.max(1, place(Math.max(bar.ratio, noGain)) - start),
        height: 12,
        rx: 2,
        fill: bar.good ? "#2f9e4f" : "#8a8f98",
        "fill-opacity": 0.75,
      }),
      drawn("path", { d: whisker, stroke: "currentColor", fill: "none" }),
    );
  });
  const one = place(noGain);
  const line = { x1: one, x2: one, y1: 0, y2: height, stroke: "currentColor", "stroke-opacity": 0.5 };
  chart.append(
    drawn("line", { ...line, "stroke-dasharray": "2 2" }),
    drawn("text", { x: one, y: height + 14, "text-anchor": "middle", opacity: 0.75 }, "no gain"),
  );
  return timed.length > 1 ? chart : "";
}

function shortened(label) {
  return label.length > 30 ? `${label.slice(0, 29)}…` : label;
}

function copyButton(codeNow) {
  const button = element("button", "Copy code");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(codeNow());
      button.textContent = "Copied";
    } catch {
      button.textContent = "The browser doesn't allow it: select the code and copy it";
    }
  });
  return button;
}

function chooser(choices, choose) {
  const select = document.createElement("select");
  select.setAttribute("aria-label", "Rewrites that were tried");
  choices.forEach((choice, at) => {
    const option = element("option", choice.label);
    option.value = String(at);
    select.append(option);
  });
  select.addEventListener("change", () => choose(Number(select.value)));
  return select;
}

function render({ model, el }) {
  const choices = model.get("choices");
  const headline = element("p", model.get("headline"), { fontWeight: "bold", margin: "4px 0" });
  el.replaceChildren(headline);
  if (choices.length === 0) {
    return;
  }
  let chosen = 0;
  const said = element("p", "", { margin: "4px 0" });
  said.setAttribute("aria-live", "polite");
  const place = document.createElement("div");
  const choose = (at) => {
    chosen = at;
    said.textContent = choices[at].said;
    place.replaceChildren(diffOf(choices[at].lines));
  };
  const bar = element("div", "", { display: "flex", gap: "8px", flexWrap: "wrap" });
  bar.append(chooser(choices, choose), copyButton(() => choices[chosen].code));
  el.append(bar, said, place, chartOf(choices, model.get("no_gain")));
  choose(0);
}

export default { render };
