import { useStore } from '../store.ts';
import { useDesk } from '../desk.ts';

/** Reads out what just happened, such as a claim that was moved, and shows it for a moment. */
export function Said() {
  const words = useStore(useDesk().stores.said);
  return (
    <div className="said" role="status">
      {words !== '' && (
        <p className="said__words" key={words}>
          {words}
        </p>
      )}
    </div>
  );
}
