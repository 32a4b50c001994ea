import { useSyncExternalStore } from 'react';

/** Says when the browser has no connection. What is on screen stays readable. */
export function OfflineNotice() {
  const online = useSyncExternalStore(listen, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <div className="offline">
          <p>
            <strong>You are offline.</strong> You can read what is on the screen. Nothing can be sent until
            the connection is back.
          </p>
        </div>
      )}
    </div>
  );
}

function listen(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
