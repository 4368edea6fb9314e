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
  el.append(bar, said, place);
  choose(0);
}

export default { render };
