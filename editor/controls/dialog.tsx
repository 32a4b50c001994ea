import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';

interface DialogProps {
  open: boolean;
  /** Called when the person closes it, by button or Escape. */
  onClose: () => void;
  title: string;
  children: ReactNode;
  wide?: boolean;
  /** Hides the page behind it completely, and cannot be dismissed. */
  covering?: boolean;
}

/** A modal dialog: the browser's own, so the page behind is inert and the focus comes back afterwards. */
export function Dialog({ open, onClose, title, children, wide = false, covering = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) {
      element.showModal();
      firstField(element)?.focus();
    }
    if (!open && element?.open) element.close();
  }, [open]);
  const classes = ['dialog', wide && 'dialog--wide', covering && 'dialog--covering']
    .filter(Boolean)
    .join(' ');
  return (
    <dialog
      ref={dialog}
      className={classes}
      aria-labelledby={heading}
      onClose={onClose}
      onCancel={(event) => {
        if (covering) event.preventDefault();
      }}
    >
      {open && (
        <>
          <div className="dialog__head">
            <h2 className="govuk-heading-m" id={heading}>
              {title}
            </h2>
            {!covering && (
              <Button look="quiet" className="dialog__close" onClick={() => dialog.current?.close()}>
                Close
              </Button>
            )}
          </div>
          {children}
        </>
      )}
    </dialog>
  );
}

/** What to begin with: what was marked for it, else the first field; a dialog without fields begins with its first button. */
function firstField(dialog: HTMLDialogElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>('[data-autofocus]') ??
    dialog.querySelector<HTMLElement>('input:not([type="radio"]), input:checked, select, textarea')
  );
}
