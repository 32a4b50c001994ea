/** A small seal: whole, broken, or not there yet. Always beside words that say the same. */
export function Seal({ state }: { state: 'intact' | 'broken' | 'new' }) {
  return (
    <svg className={`seal seal--${state}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="10" cy="10" r="8.25" className="seal__edge" />
      {state === 'intact' && <path d="M6.2 10.4l2.6 2.6 5-5.6" className="seal__sign" />}
      {state === 'broken' && <path d="M12.4 1.8l-3.6 5.4 3 2.4-3.4 3.2 1.6 5.4" className="seal__sign" />}
    </svg>
  );
}
