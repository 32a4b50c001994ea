import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

/** One thing a menu offers. */
export interface MenuItem {
  words: string;
  act: () => void;
  disabled?: boolean;
}

interface MenuProps {
  label: string;
  id: string;
  /** Asked for when the menu opens, so that it fits the text of that moment. */
  items: () => MenuItem[];
}

/** A button that opens a short menu; arrows move in it, Escape closes it and gives the focus back. */
export function Menu({ label, id, items }: MenuProps) {
  const [open, setOpen] = useState<MenuItem[] | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(null);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = (): void => {
    setOpen(null);
    button.current?.focus();
  };
  const choose = (item: MenuItem): void => {
    if (item.disabled) return;
    close();
    item.act();
  };
  return (
    <div
      className="menu"
      ref={root}
      onKeyDown={(event) => {
        if (open) onMenuKey(event, root.current, close);
      }}
      onBlur={(event) => {
        if (open && event.relatedTarget && !root.current?.contains(event.relatedTarget)) setOpen(null);
      }}
    >
      <button
        ref={button}
        id={id}
        type="button"
        className="menu__button"
        aria-haspopup="menu"
        aria-expanded={open !== null}
        aria-label={label}
        onClick={() => setOpen(open ? null : items())}
      >
        <span aria-hidden="true">⋮</span>
      </button>
      {open && (
        <ul className="menu__list" role="menu" aria-label={label}>
          {open.map((item) => (
            <li key={item.words} role="none">
              <button
                type="button"
                role="menuitem"
                tabIndex={-1}
                className="menu__item"
                aria-disabled={item.disabled || undefined}
                onClick={() => choose(item)}
              >
                {item.words}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function onMenuKey(event: KeyboardEvent, root: HTMLElement | null, close: () => void): void {
  const items = [...(root?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const targets: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const target = targets[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') close();
  else if (target !== undefined) items[target]?.focus();
  else return;
  if (event.key !== 'Tab') event.preventDefault();
  event.stopPropagation();
}
