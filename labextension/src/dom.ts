/** Elements from plain values. Text only ever becomes a text node: nothing in it can be markup. */

export type Child = Node | string | null | undefined | false;

type Attributes = Record<string, string | number | boolean | null | undefined>;
type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** An HTML element; `true` sets an attribute without a value, `false` and null leave it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG_NAMESPACE, tag);
  fill(element, attributes, children);
  return element;
}

/** `element`, listening. */
export function on<T extends HTMLElement>(element: T, listeners: Listeners): T {
  for (const [name, listener] of Object.entries(listeners)) {
    element.addEventListener(name, listener as EventListener);
  }
  return element;
}

/** A button in JupyterLab's own style. */
export function button(
  label: string,
  run: () => void,
  attributes: Attributes = {}
): HTMLButtonElement {
  const style = attributes['data-main'] ? 'jp-mod-accept' : 'jp-mod-reject';
  const element = h(
    'button',
    { type: 'button', class: `jp-mod-styled ${style} jp-Perf-button`, ...attributes },
    label
  );
  return on(element, { click: run });
}

function fill(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child): child is Node | string => !!child || child === ''));
}
