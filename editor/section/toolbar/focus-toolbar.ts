/** Puts the focus on the toolbar's first usable button. */
export function focusToolbar(): void {
  document.querySelector<HTMLElement>('[role=toolbar] [tabindex="0"]')?.focus();
}
