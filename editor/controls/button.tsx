import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';

type Look = 'primary' | 'secondary' | 'warning' | 'quiet';

const looks: Record<Look, string> = {
  primary: 'govuk-button',
  secondary: 'govuk-button govuk-button--secondary',
  warning: 'govuk-button govuk-button--warning',
  quiet: 'quiet-button',
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  /** The act is under way: the button keeps its place and focus, and takes no second press. */
  busy?: boolean;
  small?: boolean;
}

/** A button that does something on this page. `type` is `button` unless said otherwise. */
export function Button({
  look = 'primary',
  busy = false,
  small = false,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = [looks[look], small && 'button--small', className].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

interface LinkButtonProps {
  href: string;
  look?: Look;
  small?: boolean;
  children: ReactNode;
}

/** A link to another page that looks like a button: the one thing to do next. */
export function LinkButton({ href, look = 'primary', small = false, children }: LinkButtonProps) {
  return (
    <Link href={href} className={`${looks[look]}${small ? ' button--small' : ''}`} draggable={false}>
      {children}
    </Link>
  );
}
