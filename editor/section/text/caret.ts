/** Colours for people's carets; white text on each has a contrast of at least 5:1. */
const colours = ['#8a3ffc', '#9f1853', '#005d5d', '#8a4b00', '#1d4ed8', '#3b6b1f', '#a02c2c', '#5b4a8a'];

/** The colour of a person's caret; the same for the same name on every page. */
export function caretColour(name: string): string {
  const sum = Array.from(name).reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7);
  return colours[sum % colours.length] ?? '#005d5d';
}

/** Draws the caret of someone else with their name. Styles go through the CSSOM: the page takes no style attributes. */
export function renderCaret(user: Record<string, unknown>): HTMLElement {
  const name = nameOf(user);
  const caret = document.createElement('span');
  caret.className = 'caret';
  caret.setAttribute('aria-hidden', 'true');
  caret.style.borderColor = caretColour(name);
  const label = document.createElement('span');
  label.className = 'caret__name';
  label.style.backgroundColor = caretColour(name);
  label.textContent = name;
  caret.append('\u2060', label, '\u2060');
  return caret;
}

/** How the selection of someone else is drawn. */
export function renderSelection(): { class: string } {
  return { class: 'caret-selection' };
}

function nameOf(user: Record<string, unknown>): string {
  return typeof user['name'] === 'string' ? user['name'].slice(0, 60) : 'Someone';
}
